"""The shift plan out and in: publish, swap, files, paper, surcharges, leave."""
