package io.tajo.examples.quickstart;

/** How the program ends. */
enum ExitCode {
    FINISHED(0),
    FAILED(1),
    MISCONFIGURED(2),
    REJECTED(3),
    PAUSED(4),
    HELD_BACK(5),
    BUSY(6);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
