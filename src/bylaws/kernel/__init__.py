"""What every rule is made of: money, shares, periods, reasons and faults."""
