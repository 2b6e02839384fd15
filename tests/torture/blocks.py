#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A disk that remembers: one file, served by FUSE, that writes down each write and flush that it is
asked for.  A file system is mounted on it through a loop device; replay() then makes the disk as it
may be when the power fails: all that was written before a flush, and of the rest what luck allows.

    blocks.py MOUNTPOINT IMAGE LOG      serve IMAGE as MOUNTPOINT/disk until it is unmounted
"""
import os
import struct
import sys

HEADER = struct.Struct("<qq")  # offset, length; a flush has offset -1
GRAIN = 1024  # bytes, the block of the file system: a disk writes its sectors whole


def serve(mountpoint, image, log):
    import errno
    import stat
    import fusepy

    class Disk(fusepy.Operations):
        def __init__(self):
            self.image = os.open(image, os.O_RDWR)
            self.log = open(log, "ab", buffering=0)
            self.size = os.fstat(self.image).st_size

        def getattr(self, path, handle=None):
            if path == "/":
                return {"st_mode": stat.S_IFDIR | 0o700, "st_nlink": 2}
            if path != "/disk":
                raise fusepy.FuseOSError(errno.ENOENT)
            return {"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_size": self.size}

        def readdir(self, path, handle):
            return [".", "..", "disk"]

        def open(self, path, flags):
            return 0

        def read(self, path, size, offset, handle):
            return os.pread(self.image, size, offset)

        def write(self, path, data, offset, handle):
            self.log.write(HEADER.pack(offset, len(data)) + data)
            return os.pwrite(self.image, data, offset)

        def fsync(self, path, datasync, handle):
            self.log.write(HEADER.pack(-1, 0))
            return 0

        def flush(self, path, handle):
            return 0

    fusepy.FUSE(Disk(), mountpoint, foreground=True, nothreads=True, direct_io=True)


def read_log(log):
    """[(offset, data)], None for a flush."""
    found = []
    with open(log, "rb") as file:
        while header := file.read(HEADER.size):
            offset, length = HEADER.unpack(header)
            found.append(None if offset < 0 else (offset, file.read(length)))
    return found


def replay(blank, entries, until, dice, image):
    """Make IMAGE of BLANK as it may be after the first UNTIL entries: since the last flush each block
    is there or not (DICE; None: all are)."""
    flushed = max((number + 1 for number in range(until) if entries[number] is None), default=0)
    with open(image, "wb") as file:
        file.write(blank)
        for number, entry in enumerate(entries[:until]):
            if entry is None:
                continue
            offset, data = entry
            if number < flushed or dice is None:
                file.seek(offset)
                file.write(data)
                continue
            for start in range(0, len(data), GRAIN):
                if dice.random() < 0.5:
                    file.seek(offset + start)
                    file.write(data[start:start + GRAIN])


if __name__ == "__main__":
    serve(*sys.argv[1:])
