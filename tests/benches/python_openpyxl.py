"""The workbook of `office/imports.rs` merely read by openpyxl, to compare the time of the whole import with.

Usage: python_openpyxl.py BOOK.xlsx. Only measures.
"""

import statistics
import sys
import time

import openpyxl

ROUNDS = 10


def read(path, lean):
    book = openpyxl.load_workbook(path, data_only=True, read_only=lean)
    return sum(1 for sheet in book for row in sheet.iter_rows(values_only=True))


def main():
    for name, lean in [("openpyxl", False), ("openpyxl, read_only", True)]:
        rows = read(sys.argv[1], lean)
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            read(sys.argv[1], lean)
            times.append((time.perf_counter() - start) * 1000)
        print(f"{name:<23} time:   [{min(times):.2f} ms {statistics.median(times):.2f} ms {max(times):.2f} ms]  {rows} rows")


if __name__ == "__main__":
    main()
