package golden.messages.part;

import dev.pollen.annotation.Fixed;
import dev.pollen.annotation.Wire;

@Wire
public record Address(@Fixed(16) byte[] host, @Fixed(value = 8, charset = "US-ASCII") String zone) {}
