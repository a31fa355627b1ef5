package org.calque.kit.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// Calls into the C library that Java has no method for.
///
/// Each call takes up to six numbers (addresses are numbers too) and answers what the function returned, or `-errno`.
/// On the machines served here (64-bit Linux on x86 and ARM) the first six whole-number arguments travel in registers,
/// so one shape of call fits every function; a function that takes fewer ignores the rest.
///
/// The process needs `--enable-native-access=ALL-UNNAMED`.
public final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno")).withInvokeExactBehavior();
    private static final FunctionDescriptor SIX_NUMBERS =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private Libc() {}

    /// One function of the C library.
    public static final class Function {
        private final MethodHandle handle;

        private Function(MethodHandle handle) {
            this.handle = handle;
        }

        /// Calls a function that returns an `int` or a `ssize_t`; answers it, or `-errno` where it is negative.
        public int call(long... arguments) {
            try (var arena = Arena.ofConfined()) {
                return call(arena, arguments);
            }
        }

        /// Calls a function that returns an `off_t`; answers it, or `-errno` where it is negative.
        public long callLong(long... arguments) {
            try (var arena = Arena.ofConfined()) {
                var state = arena.allocate(STATE);
                var returned = invoke(state, arguments);
                return returned >= 0 ? returned : -(int) ERRNO.get(state, 0L);
            }
        }

        int call(Arena arena, long... given) {
            var state = arena.allocate(STATE);
            var returned = (int) invoke(state, given);
            return returned >= 0 ? returned : -(int) ERRNO.get(state, 0L);
        }

        private long invoke(MemorySegment state, long[] given) {
            try {
                return (long) handle.invokeExact(
                        state, at(given, 0), at(given, 1), at(given, 2), at(given, 3), at(given, 4), at(given, 5));
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a call into the C library failed", e);
            }
        }

        private static long at(long[] given, int index) {
            return index < given.length ? given[index] : 0;
        }
    }

    /// Looks a function up; do it once, it is slow.
    public static Function function(String name) {
        var address = LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException("the C library of this system has no " + name
                        + "; Calque's projects need Linux with glibc 2.34 or newer"));
        return new Function(LINKER.downcallHandle(address, SIX_NUMBERS, Linker.Option.captureCallState("errno")));
    }

    /// The address of `text` as the C library wants it, valid as long as `arena`.
    public static long text(Arena arena, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text for the system must not hold a NUL");
        }
        var bytes = FileNames.bytes(text);
        var place = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, place, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return place.address();
    }

    /// A list of texts that ends in NULL, as `argv` and `envp` want it.
    public static long texts(Arena arena, Iterable<String> texts) {
        var addresses = new java.util.ArrayList<Long>();
        texts.forEach(text -> addresses.add(text(arena, text)));
        var list = arena.allocate(ADDRESS, addresses.size() + 1L);
        for (var i = 0; i < addresses.size(); i++) {
            list.setAtIndex(JAVA_LONG, i, addresses.get(i));
        }
        return list.address();
    }

    /// Whether this process is root.
    public static boolean isRoot() {
        return USER == 0;
    }

    /// The user that this process is.
    public static int user() {
        return USER;
    }

    private static final int USER = function("geteuid").call();

    static final int INT_SIZE = (int) JAVA_INT.byteSize();
}
