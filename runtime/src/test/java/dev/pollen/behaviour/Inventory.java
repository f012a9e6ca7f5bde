package dev.pollen.behaviour;

import java.util.List;

/** What there is to check, by the names that the page of counterparts uses. */
final class Inventory {
  private static final String TEST_ASYNCORE =
      """
      HelperFunctionTests.test_readwriteexc
      HelperFunctionTests.test_readwrite
      HelperFunctionTests.test_closeall
      HelperFunctionTests.test_closeall_default
      HelperFunctionTests.test_compact_traceback
      DispatcherTests.test_basic
      DispatcherTests.test_repr
      DispatcherTests.test_log
      DispatcherTests.test_log_info
      DispatcherTests.test_unhandled
      DispatcherTests.test_strerror
      DispatcherWithSendTests.test_send
      FileWrapperTest.test_recv
      FileWrapperTest.test_send
      FileWrapperTest.test_dispatcher
      FileWrapperTest.test_resource_warning
      FileWrapperTest.test_close_twice
      BaseTestAPI.test_handle_connect
      BaseTestAPI.test_handle_accept
      BaseTestAPI.test_handle_accepted
      BaseTestAPI.test_handle_read
      BaseTestAPI.test_handle_write
      BaseTestAPI.test_handle_close
      BaseTestAPI.test_handle_close_after_conn_broken
      BaseTestAPI.test_handle_expt
      BaseTestAPI.test_handle_error
      BaseTestAPI.test_connection_attributes
      BaseTestAPI.test_create_socket
      BaseTestAPI.test_bind
      BaseTestAPI.test_set_reuse_addr
      BaseTestAPI.test_quick_connect
      """;

  private static final String TEST_ASYNCHAT =
      """
      test_line_terminator1
      test_line_terminator2
      test_line_terminator3
      test_numeric_terminator1
      test_numeric_terminator2
      test_none_terminator
      test_simple_producer
      test_string_producer
      test_empty_line
      test_close_when_done
      test_push
      test_blockingioerror
      test_find_prefix_at_end
      test_disallow_negative_terminator
      """;

  private static final String TEST_SMTPD =
      """
      test_process_message_unimplemented
      test_decode_data_and_enable_SMTPUTF8_raises
      test_broken_connect
      test_server_accept
      test_socket_uses_IPv4, test_socket_uses_IPv6
      SMTPDChannelIPv6Test
      test_missing_data, test_unknown_command, test_EXPN_not_implemented
      test_EHLO, test_HELO, test_need_MAIL, test_nested_MAIL and the like
      test_HELP
      test_QUIT, test_HELO_QUIT, test_QUIT_arg_ignored
      test_command_too_long, test_data_longer_than_default_data_size_limit
      test_data_dialog, test_multiple_RCPT, test_RSET
      test_data_transparency_section_4_5_2
      test_bad_state
      test_manual_status
      test_utf8_data, test_ascii_data
      test__all__
      """;

  private static final String TEST_IOLOOP =
      """
      test_unregister, test_unregister_twice
      test_modify
      test_loop
      test_close_w_handler_exc
      test_close_w_handler_ebadf_exc
      test_close_w_callback_exc
      test_select_eintr, test_eintr_on_poll
      test_eexist_on_register, test_enoent_ebadf_on_unregister, test_enoent_on_modify
      CallLater.test_interface
      CallLater.test_order
      CallLater.test_reset
      CallLater.test_cancel
      CallLater.test_errback
      CallLater.test__repr__, test__lt__, test__le__
      CallEvery.test_interface
      CallEvery.test_only_once, test_multi_0_timeout
      CallEvery.test_low_and_high_timeouts
      CallEvery.test_cancel, test_errback
      AsyncChat.test_send_retry
      AsyncChat.test_send_disconnect
      AsyncChat.test_recv_retry
      AsyncChat.test_recv_disconnect
      AsyncChat.test_connect_af_unspecified_err
      Acceptor.test_bind_af_unspecified_err
      Acceptor.test_handle_accept_econnaborted, test_handle_accept_typeerror
      """;

  private static final String ORDER_OF_EVENTS =
      """
      TCP connects, data waits already, write is wanted
      a Unix socket connects at once
      TCP is refused
      a Unix socket is refused, or its path is missing
      read, write and urgent are ready together
      a clean end, told to a reader
      a clean end, and write is wanted
      a reset, and read and write are wanted
      a peer writes much and closes
      an urgent byte amid others
      an urgent byte to one that is not readable
      an urgent byte inline
      connect again in the close event
      a ready channel is closed and its descriptor used again
      a ready channel is closed by another
      a channel is added in an event
      a listener is closed in its own accept
      all are closed in an event
      a peer connects, sends and resets at once
      a flood and a small peer
      """;

  private static final String MODULE_ASYNCORE =
      """
      socket_map
      _DISCONNECTED
      _reraised_exceptions
      ExitNow
      read, write, _exception
      readwrite
      poll
      poll2
      loop
      map isolation
      close_all
      compact_traceback
      _strerror
      """;

  private static final String CLASS_DISPATCHER =
      """
      class attributes
      __init__
      a peer lost at accept
      __repr__
      add_channel, del_channel
      create_socket
      set_reuse_addr
      readable, writable
      listen
      bind
      connect
      accept
      send
      recv
      close
      log, log_info
      handle_read_event
      handle_connect_event
      handle_write_event
      handle_expt_event
      handle_error
      handle_accept
      handle_accepted
      handle_expt, handle_read, handle_write, handle_connect
      handle_close
      attribute delegation
      """;

  private static final String PROMISES =
      """
      one thread, and no event inside another
      one end, and nothing after it
      connected only when the system has confirmed it
      readiness belongs to one registration
      nothing between close and the end
      a failure costs its own channel only
      all that arrived is delivered before the end
      no work, no wake-up
      nothing depends on transport or family
      bytes arrive in order, or are counted
      other threads do not wait for the next timeout
      memory is bounded both ways
      an orderly end
      """;

  private static final String PROTOCOLS =
      """
      frames, however they are cut
      frames that are too long
      frames that cannot be, or are no text, or do not end
      no frame after close, none while paused
      arguments of commands
      wrong arguments, unknown commands
      commands in capitals and small letters
      states cut the input
      states are entered
      states limit events
      answers later
      answers from other threads
      messages, streamed
      messages behind their length
      """;

  private Inventory() {}

  static List<String> rows() {
    return String.join(
            "",
            TEST_ASYNCORE,
            TEST_ASYNCHAT,
            TEST_SMTPD,
            TEST_IOLOOP,
            ORDER_OF_EVENTS,
            MODULE_ASYNCORE,
            CLASS_DISPATCHER,
            PROMISES,
            PROTOCOLS)
        .lines()
        .toList();
  }
}
