package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.calque.kit.Handler;
import org.calque.kit.Unavailable;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.copies.CopiesPreview;
import org.calque.messages.copies.ProjectsCopyPath;

@ApplicationScoped
class CopiesPreviewHandler implements Handler<CopiesPreview> {

    private final ProjectsCopyPathHandler copying;
    private final CopyRunner runner;
    private final CopyLimits limits;
    private final Semaphore places;

    CopiesPreviewHandler(ProjectsCopyPathHandler copying, CopyRunner runner, CopyLimits limits) {
        this.copying = copying;
        this.runner = runner;
        this.limits = limits;
        this.places = new Semaphore(limits.previews());
    }

    @Override
    public Outcome handle(CopiesPreview request, Caller caller) {
        return copying.refusal(copyOf(request), caller).orElseGet(() -> preview(request, caller));
    }

    private static ProjectsCopyPath copyOf(CopiesPreview request) {
        return new ProjectsCopyPath(
                request.path(),
                request.srcProjectId(),
                request.targetProjectId(),
                request.targetPath(),
                request.overwriteNewer(),
                request.deleteMissing(),
                null,
                null,
                null,
                null,
                request.publicId());
    }

    private Outcome preview(CopiesPreview request, Caller caller) {
        var copy = Copy.wished(CopyWish.of(request), caller, Instant.now(), limits.keep());
        var unfit = new CopyChecks(limits).refusal(copy);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        if (!places.tryAcquire()) {
            return refused(Reason.TOO_MANY, "too many copies are looked at beforehand now; try again soon");
        }
        try {
            return done(runner.preview(Claimed.unclaimed(copy), request.limit().intValue()));
        } catch (CopyFailed | HomeException failure) {
            return refused(Reason.FAILED, failure.getMessage());
        } catch (IOException surprise) {
            throw new IllegalStateException(surprise);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server is stopping", interrupted);
        } finally {
            places.release();
        }
    }
}
