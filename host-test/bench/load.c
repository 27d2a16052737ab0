/*
 * Keeps a number of requests in flight to one server and counts the answers, with as few system calls as
 * can be, so that the server is what limits them.
 *
 * usage: load ADDRESS PORT IN_FLIGHT MILLISECONDS; prints the answers per second.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LENGTH = 48, MOST = 256, RESEND_AFTER_MS = 20, VERSION_4_CLIENT = 0x23 };

static unsigned char request[LENGTH] = { VERSION_4_CLIENT };
static unsigned char answers[MOST][LENGTH];
static struct iovec request_part = { request, LENGTH };
static struct iovec answer_parts[MOST];
static struct mmsghdr outgoing[MOST];
static struct mmsghdr incoming[MOST];

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
	if (argc != 5)
		return 2;
	int in_flight = atoi(argv[3]);
	double duration = atof(argv[4]) / 1000;
	if (in_flight < 1 || in_flight > MOST)
		return 2;
	struct sockaddr_in server = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[2])) };
	inet_pton(AF_INET, argv[1], &server.sin_addr);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server) < 0) {
		perror("load");
		return 1;
	}
	for (int i = 0; i < MOST; i++) {
		answer_parts[i] = (struct iovec){ answers[i], LENGTH };
		outgoing[i].msg_hdr = (struct msghdr){ .msg_iov = &request_part, .msg_iovlen = 1 };
		incoming[i].msg_hdr = (struct msghdr){ .msg_iov = &answer_parts[i], .msg_iovlen = 1 };
	}

	long answered = 0;
	int wanted = in_flight;
	double start = now(), elapsed;
	while ((elapsed = now() - start) < duration) {
		if (wanted > 0)
			sendmmsg(fd, outgoing, wanted, 0);
		struct pollfd readable = { .fd = fd, .events = POLLIN };
		/* What was lost on the way is asked again. */
		if (poll(&readable, 1, RESEND_AFTER_MS) == 0) {
			wanted = in_flight;
			continue;
		}
		int received = recvmmsg(fd, incoming, MOST, MSG_DONTWAIT, NULL);
		wanted = received > 0 ? received : 0;
		answered += wanted;
	}
	printf("%.0f\n", answered / elapsed);
	return 0;
}
