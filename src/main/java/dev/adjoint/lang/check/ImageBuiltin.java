package dev.adjoint.lang.check;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `plot_images`: pictures, and what a model takes them for.
final class ImageBuiltin {
  private ImageBuiltin() {}

  static Value of(Invocation i) {
    List<Node> pictures = pictures(i);
    Chart.Arrangement arrangement = arrangement(i, pictures);
    return i.act(
        new Chart.Images(
            pictures,
            arrangement,
            captions(i, pictures, arrangement),
            judged(i, pictures, arrangement),
            ChartArguments.texts(i, "classes"),
            i.has("most") ? i.positive("most") : 24,
            i.has("columns") ? OptionalInt.of(i.positive("columns")) : OptionalInt.empty(),
            ChartArguments.title(i),
            ChartArguments.file(i),
            i.span()));
  }

  /// The tensors of a list of pictures, or the one tensor.
  private static List<Node> pictures(Invocation i) {
    boolean isList =
        i.value("x") instanceof Value.Items items
            && items.values().stream().allMatch(value -> rank(value) > 1);
    return isList ? i.nodes("x") : List.of(i.node("x"));
  }

  /// The rank of a tensor, or of the one that a list stands for; 0 of anything else.
  private static int rank(Value value) {
    int rank = 0;
    Value inner = value;
    while (inner instanceof Value.Items items && !items.values().isEmpty()) {
      inner = items.values().getFirst();
      rank++;
    }
    return inner instanceof Value.Tensor(Node node) ? rank + node.rank() : 0;
  }

  private static Chart.Arrangement arrangement(Invocation i, List<Node> pictures) {
    if (i.has("size")) {
      return inColumns(i, pictures);
    }
    if (pictures.size() == 1) {
      Node node = pictures.getFirst();
      boolean isStack = node.rank() == 4 || node.rank() == 3 && !isColour(node);
      if (isStack && (node.rank() == 3 || isColour(node))) {
        return new Chart.Stacked();
      }
    }
    for (Node node : pictures) {
      if (node.rank() != 2 && !(node.rank() == 3 && isColour(node))) {
        throw LangCode.WRONG_KIND.thrown(
            i.span("x"),
            "a picture is [height, width] or [height, width, 3], and this is " + node.type(),
            "columns of pixels have a size: `plot_images(X, size = [8, 8], …)`");
      }
    }
    return new Chart.OnePicture();
  }

  private static boolean isColour(Node node) {
    int channels = node.type().dims().getLast().value().orElse(0);
    return channels == 3 || channels == 1;
  }

  private static Chart.Arrangement inColumns(Invocation i, List<Node> pictures) {
    List<Integer> size = i.integers("size");
    boolean isSize =
        (size.size() == 2 || size.size() == 3 && (size.get(2) == 3 || size.get(2) == 1))
            && size.stream().allMatch(n -> n > 0);
    if (!isSize) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("size"),
          "the size of a picture is [height, width] or [height, width, 3], and this is " + size);
    }
    Node columns = pictures.getFirst();
    long pixels = size.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
    boolean fits =
        pictures.size() == 1
            && columns.rank() == 2
            && columns.type().dim(0).matches(Dim.of(pixels));
    if (!fits) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("x"),
          "pictures of size %s are columns [%d, m], and this is %s"
              .formatted(size, pixels, columns.type()),
          "without `size` a picture is [height, width] or [height, width, 3]");
    }
    return new Chart.InColumns(size);
  }

  /// How many pictures there are, as far as that is known.
  private static Dim count(List<Node> pictures, Chart.Arrangement arrangement) {
    return switch (arrangement) {
      case Chart.OnePicture _ -> Dim.of(pictures.size());
      case Chart.Stacked _ -> pictures.getFirst().type().dim(0);
      case Chart.InColumns _ -> pictures.getFirst().type().dim(1);
    };
  }

  private static List<Value.Text> captions(
      Invocation i, List<Node> pictures, Chart.Arrangement arrangement) {
    if (!i.has("captions")) {
      return List.of();
    }
    if (i.has("predicted")) {
      throw LangCode.UNKNOWN_ARGUMENT.thrown(
          i.span("captions"), "`predicted` says what stands below the pictures; leave one out");
    }
    List<Value.Text> captions = ChartArguments.texts(i, "captions");
    Dim count = count(pictures, arrangement);
    if (count.value().isPresent() && count.value().getAsInt() != captions.size()) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("captions"),
          "this is %s, with %s"
              .formatted(
                  Texts.count(count.value().getAsInt(), "picture"),
                  Texts.count(captions.size(), "caption")),
          "give each picture a caption, in the order of the pictures");
    }
    return captions;
  }

  private static Optional<Chart.Judged> judged(
      Invocation i, List<Node> pictures, Chart.Arrangement arrangement) {
    boolean wrongOnly = i.truth("wrong", false);
    if (!i.has("predicted")) {
      for (String other : List.of("labels", "classes", "wrong")) {
        if (i.has(other)) {
          throw LangCode.MISSING_ARGUMENT.thrown(
              i.span(other), "`%s` goes with `predicted`".formatted(other));
        }
      }
      return Optional.empty();
    }
    if (wrongOnly && !i.has("labels")) {
      throw LangCode.MISSING_ARGUMENT.thrown(
          i.span("wrong"), "which pictures are taken for something else, only `labels` can say");
    }
    Dim count = count(pictures, arrangement);
    Node predicted = classes(i, "predicted", count);
    Optional<Node> labels =
        i.has("labels") ? Optional.of(classes(i, "labels", count)) : Optional.empty();
    return Optional.of(new Chart.Judged(predicted, labels, wrongOnly));
  }

  private static Node classes(Invocation i, String name, Dim count) {
    Node node = ChartArguments.classes(i, name);
    if (!node.type().dims().getLast().matches(count)) {
      throw LangCode.WRONG_KIND.thrown(
          i.span(name),
          "there are %s pictures, and this is %s: columns are examples"
              .formatted(count, node.type()));
    }
    return node;
  }
}
