"""Reading a charter: prose members adopt, rules the software runs."""
