package dev.adjoint.lang.check;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.nn.Optimizer;
import dev.adjoint.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Something a program does once it has been read whole and found right: all names are resolved, all
/// shapes fit, and only numbers are missing.
public sealed interface Action
    permits Action.Print,
        Action.Expect,
        Action.Check,
        Action.Repeat,
        Action.Every,
        Action.Train,
        Action.GradCheck,
        Action.Draw,
        Chart {
  /// The statement.
  Span span();

  /// Writes a line to standard output.
  record Print(Value.Text text, Span span) implements Action {}

  /// Compares two values, and fails the program if they are not as stated.
  record Expect(
      Node left, Statement.Relation relation, Node right, Optional<Node> within, Span span)
      implements Action {}

  /// Proves that two formulas are equal, or tests it for random values.
  ///
  /// @param repairs formulas of which one may have been meant, should the right one be wrong; they
  ///     are found when they are asked for
  record Check(Node left, Node right, Supplier<List<Repair>> repairs, Span span)
      implements Action {}

  /// Another right side of a `check`.
  record Repair(String text, Node value) {}

  /// Changes parameters in a loop of the program's own.
  ///
  /// @param counter the number of the iteration, from 0: a parameter that the loop itself updates
  /// @param updates taken all together from the state before the iteration
  /// @param body what else happens in each iteration, before the update
  record Repeat(int count, Node counter, List<Update> updates, List<Action> body, Span span)
      implements Action {}

  /// The next value of a parameter.
  record Update(Node parameter, Node next, Span span) {}

  /// Acts in every iteration whose number is a multiple of `count`.
  record Every(int count, List<Action> body, Span span) implements Action {}

  /// Trains parameters to lower a cost.
  ///
  /// @param schedule how long, and on what part of the data at a time
  /// @param records what its history has beside the costs
  /// @param history the input that stands for the costs, when they are known
  record Train(
      Node cost,
      Optimizer optimizer,
      List<Node> parameters,
      Schedule schedule,
      OptionalInt report,
      List<Recorded> records,
      Node history,
      Span span)
      implements Action {
    /// What is recorded, by its names.
    public Map<String, Node> recorded() {
      Map<String, Node> recorded = new LinkedHashMap<>();
      records.forEach(record -> recorded.put(record.name(), record.value()));
      return recorded;
    }

    /// The inputs that stand for all that its history has.
    public List<Node> histories() {
      return Stream.concat(Stream.of(history), records.stream().map(Recorded::history)).toList();
    }
  }

  /// A scalar whose values a training keeps.
  ///
  /// @param history the input that stands for them
  record Recorded(String name, Node value, Node history) {}

  /// How long to train.
  sealed interface Schedule {
    /// The number of updates, or of passes over the data.
    int count();
  }

  /// Updates on all of the data.
  record Steps(int count) implements Schedule {}

  /// Passes over the data in batches along a dimension.
  record Epochs(int count, int batch, String over) implements Schedule {}

  /// Holds derivatives of a scalar against differences of its values.
  ///
  /// @param wrt by what
  /// @param claimed the derivatives, of which there is one for each
  /// @param isOwn whether they are ours, and not the author's
  /// @param over the sizes to draw for each case; none for the values at hand
  record GradCheck(
      Node cost,
      List<Node> wrt,
      List<Node> claimed,
      boolean isOwn,
      List<Value.Sizes> over,
      int cases,
      Span span)
      implements Action {}

  /// Draws the graph of a value to a file.
  record Draw(Node of, String to, Look look, Span span) implements Action {}

  /// How a graph is drawn, in the words of the language.
  ///
  /// @param depth how many layers within each other are open; all if it is empty
  /// @param direction `auto`, `right` or `down`
  /// @param detail `operations` or `names`
  record Look(OptionalInt depth, String direction, String detail) {}
}
