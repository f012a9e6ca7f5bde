package golden.messages;

import dev.pollen.annotation.Prefix;
import dev.pollen.annotation.Unsigned;
import dev.pollen.annotation.Width;
import dev.pollen.annotation.Wire;
import golden.messages.part.Address;

@Wire
public record Login(
    int id,
    @Width(2) @Unsigned int port,
    boolean secure,
    Mode mode,
    @Prefix(width = 1, max = 32) String userName,
    byte[] token,
    Address from,
    long since) {}
