# A receiver at the pseudo-terminal whose name is printed first: gpsd's gpsfake reads its sentences from a log and
# makes the terminal. gpsfake itself starts gpsd, which would take octets away; so its parts are used without that.
# Each second has the log's next second of sentences, with the machine's time in them, at the pace of the line.
import sys
import time

from gps import fake

BAUD = 9600
BEGINS_LATE = 0.1
TIMED = ("GGA", "RMC", "ZDA")


def checked(body):
    total = 0
    for octet in body.encode():
        total ^= octet
    return ("$%s*%02X\r\n" % (body, total)).encode()


def dated(sentence, second):
    now = time.gmtime(second)
    fields = sentence.decode().strip()[1:].split("*")[0].split(",")
    kind = fields[0][2:]
    if kind in TIMED:
        fields[1] = time.strftime("%H%M%S.000", now)
    if kind == "RMC":
        fields[9] = time.strftime("%d%m%y", now)
    if kind == "ZDA":
        fields[2:5] = time.strftime("%d,%m,%Y", now).split(",")
    return checked(",".join(fields))


def sleep_until(moment):
    time.sleep(max(0, moment - time.time()))


def seconds_of(sentences):
    seconds = []
    for sentence in sentences:
        if sentence[3:6] == b"GGA":
            seconds.append([])
        if seconds:
            seconds[-1].append(sentence)
    return seconds


terminal = fake.FakePTY(fake.TestLoad(sys.argv[1]), speed=BAUD)
print(terminal.byname, flush=True)
second = int(time.time()) + 1
while True:
    for sentences in seconds_of(terminal.testload.sentences):
        moment = second + BEGINS_LATE
        for sentence in sentences:
            octets = dated(sentence, second)
            moment += len(octets) * 10 / BAUD
            sleep_until(moment)
            terminal.write(octets)
        second += 1
