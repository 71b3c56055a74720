"""Makes GIFs of one pixel, each with bytes of its own, made as long as asked by random comments.

Usage: pictures.py FOLDER PREFIX COUNT BYTES; makes FOLDER/PREFIX0 and so on.
"""
import os
import sys

folder, prefix, count, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for number in range(count):
    left = size - 36
    blocks = []
    while left > 4:
        n = min(255, left - 4)
        blocks.append(b"\x21\xfe" + bytes([n]) + os.urandom(n) + b"\0")
        left -= n + 4
    with open(f"{folder}/{prefix}{number}", "wb") as file:
        file.write(
            b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + b"".join(blocks)
            + b"\x2c\0\0\0\0\1\0\1\0\0\2\2D\1\0\x3b")
