"""Kills, full disks, damage, hostile files: what the program bears, counted."""
