"""How a meeting goes: who speaks next, whose turn it is, how much time is left.

Pure, like everything here: instants are arguments, people are keys.
"""
