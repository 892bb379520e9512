package dev.adjoint.draw.step;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Unary;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.BackwardPass;
import dev.adjoint.trace.Mark;
import dev.adjoint.trace.Marks;
import dev.adjoint.trace.Meeting;
import dev.adjoint.trace.Share;
import dev.adjoint.trace.Trace;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is out of the ordinary in a step of the backward pass, in prose.
record Remarks(Trace trace, Names names, BackwardPass pass, Marks marks) {

  /// All that is to be said of a box whose derivative is known, or null.
  String of(Node node) {
    String all =
        Stream.of(
                arrival(node),
                dead(node),
                vanished(node),
                kink(node),
                tie(node),
                choice(node),
                slope(node))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    return all.isEmpty() ? null : all;
  }

  private Optional<String> arrival(Node node) {
    Meeting meeting = pass.at(node);
    String derivative = derivative(node);
    return switch (meeting.verdict()) {
      case EQUAL -> Optional.empty();
      case NOTHING -> Optional.of(nothing(node));
      case OPEN ->
          Optional.of(
              "Not all terms are known, for some boxes that use %s have no derivative in this picture."
                  .formatted(name(node)));
      case ROUNDED, DIFFERENT -> {
        if (!meeting.forms().isEmpty()) {
          yield Optional.of(stable(node, meeting));
        }
        yield Optional.of(
            meeting.verdict() == Meeting.Verdict.ROUNDED
                ? "Large terms cancel here: what the terms add up to and %s differ by rounding."
                    .formatted(derivative)
                : "The terms do not add up to the %s that this picture was given: one of its derivatives is not that of %s."
                    .formatted(derivative, trace.of()));
      }
    };
  }

  private String nothing(Node node) {
    if (trace.results().contains(node)) {
      return "Here the backward pass begins: %s changes just as it does itself, so that its derivative by itself is 1."
          .formatted(name(node));
    }
    return marks.isReached(node)
        ? "No term of %s is known, for no box that uses %s has a derivative in this picture."
            .formatted(derivative(node), name(node))
        : "Nothing flows back to %s: what uses it only chooses, goes in steps, or is stopped. So %s is 0."
            .formatted(name(node), derivative(node));
  }

  private String stable(Node node, Meeting meeting) {
    Tensor gradient = trace.gradients().get(node);
    int worst = worst(meeting, gradient);
    String forms =
        meeting.forms().stream()
            .map(form -> form.message() + " (" + form.code() + ")")
            .collect(Collectors.joining("; "));
    boolean isOne = gradient.shape().count() == 1;
    String place = isOne ? "" : "at " + Arrays.toString(Figures.index(gradient, worst)) + " ";
    return "The formula as it is written runs out of digits: %sthe terms along it add up to %s. %s is %s%s, for the derivative is taken of a form that keeps them: Adjoint has %s."
        .formatted(
            place,
            Figures.of(meeting.sum(worst), gradient),
            derivative(node),
            Figures.of(gradient.at(worst), gradient),
            isOne ? "" : " there",
            forms);
  }

  /// Where the two differ most; where one is no number, first of all.
  private static int worst(Meeting meeting, Tensor gradient) {
    int worst = 0;
    double most = -1;
    for (int i = 0; i < gradient.shape().count(); i++) {
      double distance = Math.abs(meeting.sum(i) - gradient.at(i));
      double size = Math.abs(meeting.sum(i)) + Math.abs(gradient.at(i));
      double part =
          Double.isNaN(distance) ? Double.POSITIVE_INFINITY : size == 0 ? 0 : distance / size;
      if (part > most) {
        most = part;
        worst = i;
      }
    }
    return worst;
  }

  private Optional<String> dead(Node node) {
    int dead = marks.deadUnits(node);
    if (dead == 0) {
      return Optional.empty();
    }
    Tensor value = trace.value(node);
    int examples = value.shape().size(value.shape().rank() - 1);
    int units = value.shape().count() / examples;
    return Optional.of(
        "%s 0 for all %d examples (dead): nothing flows back through %s."
            .formatted(
                units == 1
                    ? "It is"
                    : "%d of %d units %s".formatted(dead, units, dead == 1 ? "is" : "are"),
                examples,
                units == 1 || dead == 1 ? "it" : "them"));
  }

  private Optional<String> vanished(Node node) {
    if (!marks.ofGradient(node).contains(Mark.VANISHED)) {
      return Optional.empty();
    }
    Tensor gradient = trace.gradients().get(node);
    double size =
        IntStream.range(0, gradient.shape().count())
            .mapToDouble(i -> Math.abs(gradient.at(i)))
            .max()
            .orElse(0);
    String derivative = derivative(node);
    return Optional.of(
        size == 0
            ? "%s is 0 throughout%s."
                .formatted(derivative, new Zeros(trace, names).reason(node, pass.at(node).shares()))
            : "%s has vanished: its largest element is %s, and the largest derivative of this graph is %s."
                .formatted(derivative, Figures.of(size), Figures.of(marks.largest())));
  }

  /// How many elements lie where the operation has no derivative, and what is taken there.
  private Optional<String> kink(Node node) {
    if (node.op() instanceof Unary(var function)
        && function.hasKinks()
        && function.isDifferentiable()) {
      return operand(node, 0)
          .flatMap(x -> kink(function.toString(), x, i -> function.kinkDistance(x.at(i)), "0"));
    }
    if (node.op() instanceof Binary(var function) && taken(function).isPresent()) {
      return operand(node, 0).flatMap(a -> operand(node, 1).flatMap(b -> kink(function, a, b)));
    }
    return Optional.empty();
  }

  private static Optional<String> kink(BinaryFunction function, Tensor a, Tensor b) {
    return kink(
        function.toString(),
        a,
        i -> function.kinkDistance(a.at(i), b.at(i)),
        taken(function).orElseThrow());
  }

  private Optional<Tensor> operand(Node node, int index) {
    return Optional.ofNullable(trace.value(node.operand(index)));
  }

  private static Optional<String> taken(BinaryFunction function) {
    return switch (function) {
      case MAX, MIN -> Optional.of("a half for each operand");
      case LEAKY_RELU -> Optional.of("the slope below 0");
      case ELU -> Optional.of("alpha");
      default -> Optional.empty();
    };
  }

  private static Optional<String> kink(
      String function, Tensor x, IntToDoubleFunction distance, String taken) {
    int of = x.shape().count();
    int[] met = IntStream.range(0, of).filter(i -> distance.applyAsDouble(i) == 0).toArray();
    return met.length == 0
        ? Optional.empty()
        : Optional.of(
            "%s at the kink of %s%s, where there is no derivative; %s is taken."
                .formatted(
                    of == 1
                        ? "The operand lies"
                        : "%d of %d elements %s"
                            .formatted(met.length, of, met.length == 1 ? "lies" : "lie"),
                    function,
                    of == 1 ? "" : ", " + places(met, x),
                    taken));
  }

  /// `at [2]`, or `the first at [0]` of several.
  private static String places(int[] offsets, Tensor tensor) {
    String first = Arrays.toString(Figures.index(tensor, offsets[0]));
    return (offsets.length == 1 ? "at " : "the first at ") + first;
  }

  /// How many elements share what is the largest's, or the smallest's, alone.
  private Optional<String> tie(Node node) {
    if (!(node.op() instanceof Reduce reduce)
        || reduce.function() != ReduceFunction.MAX && reduce.function() != ReduceFunction.MIN) {
      return Optional.empty();
    }
    return pass.from(node).stream()
        .filter(share -> share.slope() != null)
        .findFirst()
        .flatMap(share -> tie(reduce.function(), share));
  }

  private Optional<String> tie(ReduceFunction function, Share share) {
    Tensor slope = share.slope();
    int[] met =
        IntStream.range(0, slope.shape().count())
            .filter(i -> slope.at(i) > 0 && slope.at(i) < 1)
            .toArray();
    return met.length == 0
        ? Optional.empty()
        : Optional.of(
            "%d elements of %s tie for the %s, %s: there %s has no derivative, and equal ones share what arrives."
                .formatted(
                    met.length,
                    name(share.operand()),
                    function == ReduceFunction.MAX ? "largest" : "smallest",
                    places(met, slope),
                    function));
  }

  private Optional<String> choice(Node node) {
    return pass.from(node).stream().anyMatch(Share::isLimited)
        ? Optional.of(
            "A choice further on fell the other way for some elements. Nothing arrives at these,"
                + " and nothing is handed on, though the local derivative is not finite there.")
        : Optional.empty();
  }

  /// The first on the way back whose local derivative is not finite.
  private Optional<String> slope(Node node) {
    Tensor arrived = trace.gradients().get(node);
    for (Share share : pass.from(node)) {
      if (share.kind() == Share.Kind.ELEMENTWISE && share.value() != null) {
        int at = Figures.telling(share.value());
        boolean isFirst =
            share.value().shape().count() > 0
                && !Double.isFinite(share.value().at(at))
                && Double.isFinite(arrived.at(at));
        if (isFirst) {
          return Optional.of(
              "Here the derivative stops being finite: %s%s arrives, and %s is handed on.%s"
                  .formatted(
                      Element.place(arrived, Figures.index(arrived, at)),
                      Figures.of(arrived.at(at), arrived),
                      Figures.of(share.value().at(at), share.value()),
                      node.origin().raw()
                          ? " The formula is raw, and computed as it is written."
                          : ""));
        }
      }
    }
    return Optional.empty();
  }

  private String derivative(Node node) {
    return names.derivative(node, node.origin().fragment()).text();
  }

  private String name(Node node) {
    return names.box(node, node.origin().fragment()).text();
  }
}
