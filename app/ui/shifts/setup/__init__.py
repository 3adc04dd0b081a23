"""What a shift plan is made of: kinds of shifts, people, absences, holidays, wishes, rules."""
