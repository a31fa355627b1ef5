package org.calque.accounts.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// Something that a throttle counts.
@Entity
@Table(name = "attempts")
class Attempt {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    Attempts.Kind kind;

    @Column(columnDefinition = "text")
    String subject;

    Instant time;
}
