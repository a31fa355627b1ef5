package org.calque.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a call of API v2 or of the bridge was given.
///
/// @param outline the top level, as [JsonOutline] reads it; of a form all of it
/// @param payload what its service is handed
record Parameters(ObjectNode outline, Payload payload) {}
