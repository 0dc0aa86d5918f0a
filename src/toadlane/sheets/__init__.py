"""Tables that people keep elsewhere: reading them cell by cell, and writing them so that nothing runs."""
