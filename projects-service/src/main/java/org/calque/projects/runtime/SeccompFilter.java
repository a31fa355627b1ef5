package org.calque.projects.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The system calls that a workspace never needs, refused by the kernel before it looks at them.
///
/// A program of the kernel's packet filter: it ends in the answer to one call. Whatever is newer than the list below is
/// unknown here and refused too. `ptrace` stays: debuggers need it, and there is nobody inside but the project itself.
final class SeccompFilter {
    /// Name, number on x86-64, number on 64-bit ARM; -1 where there is no such call.
    private static final String REFUSED = """
            mount 165 40
            umount2 166 39
            pivot_root 155 41
            chroot 161 51
            fsopen 430 430
            fsconfig 431 431
            fsmount 432 432
            fspick 433 433
            move_mount 429 429
            open_tree 428 428
            mount_setattr 442 442
            statmount 457 457
            listmount 458 458
            bpf 321 280
            perf_event_open 298 241
            kexec_load 246 104
            kexec_file_load 320 294
            init_module 175 105
            finit_module 313 273
            delete_module 176 106
            create_module 174 -1
            query_module 178 -1
            get_kernel_syms 177 -1
            add_key 248 217
            request_key 249 218
            keyctl 250 219
            userfaultfd 323 282
            io_uring_setup 425 425
            io_uring_enter 426 426
            io_uring_register 427 427
            open_by_handle_at 304 265
            unshare 272 97
            setns 308 268
            pidfd_getfd 438 438
            process_vm_readv 310 270
            process_vm_writev 311 271
            process_madvise 440 440
            process_mrelease 448 448
            kcmp 312 272
            memfd_secret 447 447
            migrate_pages 256 238
            move_pages 279 239
            mbind 237 235
            set_mempolicy 238 237
            set_mempolicy_home_node 450 450
            swapon 167 224
            swapoff 168 225
            reboot 169 142
            quotactl 179 60
            quotactl_fd 443 443
            acct 163 89
            syslog 103 116
            iopl 172 -1
            ioperm 173 -1
            modify_ldt 154 -1
            settimeofday 164 170
            clock_settime 227 112
            sethostname 170 161
            setdomainname 171 162
            vhangup 153 58
            nfsservctl 180 42
            uselib 134 -1
            ustat 136 -1
            sysfs 139 -1
            _sysctl 156 -1
            lookup_dcookie 212 18
            fanotify_init 300 262
            """;

    /// `removexattrat` of Linux 6.13.
    private static final int NEWEST_KNOWN = 466;

    private static final int CLONE3 = 435; // its flags lie in memory, where no filter sees them; libc then takes clone
    private static final int NEW_NAMESPACES = 0x7e020000;
    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541c;
    private static final int NO_RANDOM_ADDRESSES = 0x40000; // what debuggers ask for
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    private static final int LOAD = 0x20;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_GREATER = 0x25;
    private static final int IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;
    private static final int ALLOW = 0x7fff0000;
    private static final int ERROR = 0x00050000;
    private static final int NUMBER = 0; // where the kernel puts what it tells about the call
    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENTS = 16;

    private enum Machine {
        AMD64(0xc000003e, 1, 56, 16, 135, 41, 53),
        AARCH64(0xc00000b7, 2, 220, 29, 92, 198, 199);

        private final int audited;
        private final int column;
        private final int clone;
        private final int ioctl;
        private final int personality;
        private final int socket;
        private final int socketpair;

        Machine(int audited, int column, int clone, int ioctl, int personality, int socket, int socketpair) {
            this.audited = audited;
            this.column = column;
            this.clone = clone;
            this.ioctl = ioctl;
            this.personality = personality;
            this.socket = socket;
            this.socketpair = socketpair;
        }
    }

    private record Instruction(int code, String jump, int value) {}

    private final List<Instruction> program = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();

    /// The numbers of the calls by which a process takes the filter.
    record Calls(int seccomp, int prctl) {
        static Calls ofThisMachine() {
            return System.getProperty("os.arch").equals("aarch64") ? new Calls(277, 167) : new Calls(317, 157);
        }
    }

    private SeccompFilter() {}

    /// The filter for this machine as the kernel takes it; empty on a machine that it was not written for.
    static Optional<byte[]> ofThisMachine() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> Optional.of(new SeccompFilter().forMachine(Machine.AMD64));
            case "aarch64" -> Optional.of(new SeccompFilter().forMachine(Machine.AARCH64));
            default -> Optional.empty();
        };
    }

    private byte[] forMachine(Machine machine) {
        load(ARCHITECTURE);
        onlyIfEqual("native", machine.audited, ENOSYS);
        label("native");
        load(NUMBER);
        jump(IF_GREATER, NEWEST_KNOWN, "unknown"); // among them all of x32
        for (var line : REFUSED.lines().toList()) {
            var number = Integer.parseInt(line.split(" ")[machine.column]);
            if (number >= 0) {
                jump(IF_EQUAL, number, "refused");
            }
        }
        jump(IF_EQUAL, CLONE3, "unknown");
        jump(IF_EQUAL, machine.clone, "clone");
        jump(IF_EQUAL, machine.ioctl, "ioctl");
        jump(IF_EQUAL, machine.personality, "personality");
        jump(IF_EQUAL, machine.socket, "socket");
        jump(IF_EQUAL, machine.socketpair, "socket");
        label("allowed");
        answer(ALLOW);
        label("clone");
        load(argument(0));
        jump(IF_ANY_BIT, NEW_NAMESPACES, "refused");
        answer(ALLOW);
        label("ioctl");
        load(argument(1));
        jump(IF_EQUAL, TIOCSTI, "refused");
        jump(IF_EQUAL, TIOCLINUX, "refused");
        answer(ALLOW);
        label("personality");
        load(argument(0));
        allowOnly(List.of(0, -1, NO_RANDOM_ADDRESSES), EPERM);
        label("socket");
        load(argument(0));
        jump(IF_EQUAL, AF_NETLINK, "netlink");
        allowOnly(List.of(AF_UNIX, AF_INET, AF_INET6), EAFNOSUPPORT);
        label("netlink");
        load(argument(2));
        allowOnly(List.of(0), EAFNOSUPPORT);
        label("refused");
        answer(ERROR | EPERM);
        label("unknown");
        answer(ERROR | ENOSYS);
        return assembled();
    }

    private static int argument(int index) {
        return ARGUMENTS + Long.BYTES * index; // the lower half: both machines are little-endian
    }

    private void load(int offset) {
        program.add(new Instruction(LOAD, null, offset));
    }

    private void jump(int condition, int value, String label) {
        program.add(new Instruction(condition, label, value));
    }

    private void answer(int value) {
        program.add(new Instruction(RETURN, null, value));
    }

    private void label(String name) {
        labels.put(name, program.size());
    }

    private void onlyIfEqual(String label, int value, int error) {
        jump(IF_EQUAL, value, label);
        answer(ERROR | error);
    }

    /// Allows the loaded argument when it is one of `values`: each has an answer of its own behind it, since jumps lead
    /// forward only.
    private void allowOnly(List<Integer> values, int error) {
        var end = "allowed" + program.size();
        values.forEach(value -> jump(IF_EQUAL, value, end));
        answer(ERROR | error);
        label(end);
        answer(ALLOW);
    }

    private byte[] assembled() {
        var bytes = ByteBuffer.allocate(program.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < program.size(); i++) {
            var instruction = program.get(i);
            var distance = instruction.jump == null ? 0 : labels.get(instruction.jump) - i - 1;
            if (distance < 0 || distance > 255) {
                throw new IllegalStateException("a jump to " + instruction.jump + " is too long");
            }
            bytes.putShort((short) instruction.code)
                    .put((byte) distance)
                    .put((byte) 0)
                    .putInt(instruction.value);
        }
        return bytes.array();
    }
}
