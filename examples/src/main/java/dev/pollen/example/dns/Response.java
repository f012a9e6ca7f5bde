package dev.pollen.example.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that answers.
 *
 * @param header its header
 * @param question what is answered; {@code null} if that could not be read
 * @param answers the answers
 */
record Response(Header header, @Nullable Question question, List<Resource> answers) {

  /** The answer to a query, or as much of it as so many bytes can hold. */
  static Response to(Query query, int flags, List<Resource> answers, int maxBytes) {
    Question question = query.question();
    int size =
        Header.SIZE
            + (question == null ? 0 : question.size())
            + answers.stream().mapToInt(Resource::size).sum();
    boolean fits = size <= maxBytes;
    List<Resource> told = fits ? answers : List.of();
    return new Response(
        query
            .header()
            .answer(fits ? flags : flags | Header.TRUNCATED, question == null ? 0 : 1, told.size()),
        question,
        told);
  }
}
