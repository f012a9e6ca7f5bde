package golden.messages;

import dev.pollen.annotation.Endian;
import dev.pollen.annotation.Wire;

@Wire(order = Endian.LITTLE)
public record Position(double x, double y, float heading) {}
