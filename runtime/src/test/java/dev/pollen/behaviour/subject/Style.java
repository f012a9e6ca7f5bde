package dev.pollen.behaviour.subject;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.ListenerDispatcher;

/** Who wrote the dispatcher. */
public enum Style {
  /** The annotation processor. */
  GENERATED {
    @Override
    ConnectionDispatcher dispatcher(Role role, Script script) {
      return switch (role) {
        case ATTENTIVE -> new AttentiveDispatcher(new Attentive(script));
        case ASKED -> new AskedDispatcher(new Asked(script));
        case URGENT -> new UrgentDispatcher(new Urgent(script));
        case CARELESS -> new CarelessDispatcher(new Careless(script));
        case SILENT -> new SilentDispatcher(new Silent(script));
        case REPLYING -> new ReplyingDispatcher(new Replying(script));
      };
    }

    @Override
    ListenerDispatcher dispatcher(HostScript script) {
      return new HostDispatcher(new Host(script));
    }
  },

  /** A user. */
  BY_HAND {
    @Override
    ConnectionDispatcher dispatcher(Role role, Script script) {
      return switch (role) {
        case ATTENTIVE -> new AttentiveByHand(script);
        case ASKED -> new AskedByHand(script);
        case URGENT -> new UrgentByHand(script);
        case CARELESS -> new CarelessByHand(script);
        case SILENT -> new SilentByHand(script);
        case REPLYING -> new ReplyingByHand(script);
      };
    }

    @Override
    ListenerDispatcher dispatcher(HostScript script) {
      return new HostByHand(script);
    }
  };

  abstract ConnectionDispatcher dispatcher(Role role, Script script);

  abstract ListenerDispatcher dispatcher(HostScript script);
}
