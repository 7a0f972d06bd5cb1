/*
 * Every process of an image that has LD_PRELOAD loads this before its program (docker/Dockerfile). Linux then shows the process's
 * environment, memory and open files to root alone. So a program that a stranger's file has taken over in a child of an app, under the
 * app's user, reads no password in /proc (decision 30).
 */
#include <sys/prctl.h>

__attribute__((constructor)) static void become_not_dumpable(void) { prctl(PR_SET_DUMPABLE, 0); }
