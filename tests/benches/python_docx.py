"""The paper that `office.rs` left behind, made by python-docx, to compare the time of `word_file` with.

Usage: python_docx.py PAPER.json. Only measures; the file it makes is looked at by nobody.
"""

import io
import json
import statistics
import sys
import time

from docx import Document
from docx.shared import Mm, Pt

ROUNDS = 20


def make(paper):
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = paper["header"]
    section.footer.paragraphs[0].text = paper["footer"]
    document.core_properties.title = paper["title"]
    for block in paper["blocks"]:
        kind = block["type"]
        if kind == "table":
            rows = [block["header"], *block["rows"]]
            table = document.add_table(rows=0, cols=max(len(row) for row in rows))
            for row in rows:
                for cell, text in zip(table.add_row().cells, row):
                    cell.text = text
        elif kind == "seal_box":
            for line in block["lines"]:
                document.add_paragraph(line)
        elif kind == "page_break":
            document.add_page_break()
        elif kind == "title":
            document.add_heading(block["text"], 0)
        elif kind == "line":
            line = document.add_paragraph(block["label"] + "　" + block["text"])
            line.paragraph_format.left_indent = Pt(10.5 * (1 + block["level"]))
        elif "text" in block:
            document.add_paragraph(block["text"])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        paper = json.load(file)
    make(paper)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        made = make(paper)
        times.append((time.perf_counter() - start) * 1000)
    print(f"python-docx             time:   [{min(times):.2f} ms {statistics.median(times):.2f} ms {max(times):.2f} ms]"
          f"  {len(paper['blocks'])} blocks, {len(made)} bytes")


if __name__ == "__main__":
    main()
