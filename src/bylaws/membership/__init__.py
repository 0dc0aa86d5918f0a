"""Who belongs, what leads from one stage to the next, and what each stage may do and see."""
