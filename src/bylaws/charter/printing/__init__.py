"""Bylaws as a document: one tree from a charter and a day; HTML and Markdown from it, PDF and DOCX too."""
