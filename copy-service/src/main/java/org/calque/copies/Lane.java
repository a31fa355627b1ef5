package org.calque.copies;

import java.util.UUID;

/// The copy that is first in the queue of a target project, and so may be claimed next.
record Lane(UUID copy, UUID account, UUID source, UUID target) {}
