"""The design system: base pages, parts, icons, charts, and the few scripts."""
