package golden.inherited;

import dev.pollen.annotation.Handler;

/** Leaves it open, too. */
@Handler
@SuppressWarnings("rawtypes")
class RawHeir extends Open {}
