"""Kinds of duty and of absence; apart from the plan, for what only asks who is on duty now."""

from enum import StrEnum


class Presence(StrEnum):
    """Whether a shift is work, or waiting at home for a call, which is none until one comes."""

    PRESENT = "present"
    ON_CALL = "on_call"


class AbsenceKind(StrEnum):
    """Why somebody is away; only ``COMPENSATION`` counts as a day of rest given for another."""

    VACATION = "vacation"
    SICK = "sick"
    TRAINING = "training"
    COMPENSATION = "compensation"


class DayPart(StrEnum):
    """How much of a day an absence takes; the day is halved at noon on the clock of the place."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"
