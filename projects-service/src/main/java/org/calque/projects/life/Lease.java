package org.calque.projects.life;

import java.util.UUID;

/// The right of one life of a replica to run a project.
///
/// @param fence greater than that of every earlier lease of the project
public record Lease(UUID projectId, long replica, long fence) {}
