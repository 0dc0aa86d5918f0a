"""Hours from other trackers' exports: Toggl, Harvest, Clockify, Kimai, and any CSV whose columns are named.

layout = sniff(head)
rows = read(decoded(chunks, layout, bytes_at_most=limit), layout)
for person, kind, row in assign(rows, mapping, outcome): ...
"""

from bylaws.facts.readers.decoding import decoded
from bylaws.facts.readers.layout import Layout, settle, sniff
from bylaws.facts.readers.mapping import Assigned, Heap, LabelMapping, Outcome, Selector, assign
from bylaws.facts.readers.overlap import Overlap, overlaps, overlaps_in_order
from bylaws.facts.readers.reading import read
from bylaws.facts.readers.rows import HoursRow, RowFault, WorkLabels

__all__ = [
    "Assigned",
    "Heap",
    "HoursRow",
    "LabelMapping",
    "Layout",
    "Outcome",
    "Overlap",
    "RowFault",
    "Selector",
    "WorkLabels",
    "assign",
    "decoded",
    "overlaps",
    "overlaps_in_order",
    "read",
    "settle",
    "sniff",
]
