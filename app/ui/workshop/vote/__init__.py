"""The vote in the room: what is agreed, the ballots, raised hands, dots, the count, the consent."""
