package org.calque.messages.copies;

import org.calque.messages.Request;

/// What becomes of the copies that the caller has asked for, as Server-Sent Events, from now on or from after the event
/// that `Last-Event-ID` or `after` names.
///
/// Source: Calque's own addition to API v2, `GET copies/events`.
///
/// @param projectId only copies from or to this project
/// @param copyId    only this copy
/// @param after     the id of the last event that the client has
public record CopiesEvents(String projectId, String copyId, String after) implements Request {}
