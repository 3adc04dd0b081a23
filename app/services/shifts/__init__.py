"""Operations on the shift plan."""
