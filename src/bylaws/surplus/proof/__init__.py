"""A close with everything it rests on, in one file that anyone can reckon again on a machine of their own."""
