package golden.inherited;

import dev.pollen.annotation.Handler;
import java.nio.ByteBuffer;

/** Only inherits. */
@Handler
public class Heir extends Base<ByteBuffer> {}
