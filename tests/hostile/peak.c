/* Runs a command and writes how it ended, how long it took, its peak memory and its processor time: "CODE SECONDS KIB
 * SECONDS" (CODE -N for signal N).
 *
 *     build/tests/peak FILE COMMAND…
 *
 * The peak that wait4() gives for a child counts the memory of the process that it was forked from, so a Python that has
 * just made a 10 MB file cannot measure it; this can, being next to nothing itself.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
now (void)
{
    struct timespec t;

    clock_gettime (CLOCK_MONOTONIC, &t);
    return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static double
seconds (struct timeval t)
{
    return (double) t.tv_sec + (double) t.tv_usec / 1e6;
}

int
main (int argc, char **argv)
{
    struct rusage usage;
    int status;

    if (argc < 3)
        return 2;
    /* Opened first and kept out of the child, whose standard streams may be closed and whose files may be limited. */
    const int to = open (argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    const double started = now ();
    const pid_t child = fork ();

    if (to < 0 || child < 0)
        return 2;
    if (child == 0) {
        prctl (PR_SET_PDEATHSIG, SIGKILL);
        execv (argv[2], argv + 2);
        _exit (127);
    }
    if (wait4 (child, &status, 0, &usage) != child)
        return 2;
    dprintf (to, "%d %.6f %ld %.6f\n", WIFSIGNALED (status) ? -WTERMSIG (status) : WEXITSTATUS (status), now () - started, usage.ru_maxrss,
             seconds (usage.ru_utime) + seconds (usage.ru_stime));
    return 0;
}
