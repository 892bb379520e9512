package dev.adjoint;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.derive.GradientProgram;
import dev.adjoint.lang.run.Values;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.nn.Optimizer;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Spelling;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Plan;
import dev.adjoint.train.Trained;
import dev.adjoint.train.Training;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A model written in the language, for a Java program to evaluate, differentiate and train.
///
/// ```java
/// Model model = Model.parse("""
///     dim n, m
///     data X: [n, m]
///     data Y: [1, m]
///     param w: [n, 1] = zeros
///     param b: scalar = 0
///     A = sigmoid(w.T @ X + b)
///     J = logistic_cost(A, Y)
///     """);
/// ```
///
/// Values are bound by the names of `data`; their shapes say how large the dimensions are, which may
/// differ from call to call. Parameters have their first values until [#train] gives a model with
/// others. Immutable and thread-safe; there is nothing to close.
///
/// Every method throws [AdjointException] for a name that the model does not declare, a value that
/// is missing or whose shape or precision does not fit.
public final class Model {
  private final Script script;
  private final Map<String, Node> tensors;
  private final Map<Node, Tensor> learnt;
  private final Map<List<Node>, Node> derivatives = new ConcurrentHashMap<>(); // of one by another

  private Model(Script script, Map<Node, Tensor> learnt) {
    this.script = script;
    this.tensors = script.tensors();
    this.learnt = learnt;
  }

  /// The model that a program declares. Paths in it are relative to the current folder.
  ///
  /// @throws AdjointException with everything that is wrong with the program, each with its line; or
  ///     if it has actions, which belong into scripts
  public static Model parse(String program) {
    return parse(program, Path.of(""));
  }

  /// The model that a program declares, with the folder where its paths start.
  ///
  /// @throws AdjointException as [#parse(String)]
  public static Model parse(String program, Path folder) {
    SourceText source = new SourceText("model", program);
    Script script = Elaborator.elaborate(Parser.parse(source), Setup.in(folder));
    if (!script.actions().isEmpty()) {
      throw new AdjointException(
          Diagnostic.error(
                  "E0701",
                  script.actions().getFirst().span(),
                  "a model declares values, and this is an action")
              .help("call the method of Model that does it, or run the program as a script"));
    }
    return new Model(script, Map.of());
  }

  /// The node that a name stands for: `A`, `W[1]`, `hidden.W`. It can be built upon.
  public Node node(String name) {
    Node node = tensors.get(name);
    if (node == null) {
      Diagnostic diagnostic = Diagnostic.error("E0702", "the model has no tensor `" + name + "`");
      throw new AdjointException(
          Spelling.nearest(name, tensors.keySet())
              .map(near -> diagnostic.help("did you mean `" + near + "`?"))
              .orElse(diagnostic.help("it has " + String.join(", ", tensors.keySet()))));
    }
    return node;
  }

  /// The value of a name.
  ///
  /// @param data the values of the `data` it depends on
  public Tensor evaluate(String name, Map<String, Tensor> data) {
    return values(data).of(node(name));
  }

  /// The derivative of a scalar by another name, of that name's shape.
  ///
  /// @param data the values of the `data` that the scalar depends on
  /// @throws AdjointException also if `of` is not a scalar
  public Tensor gradient(String of, String wrt, Map<String, Tensor> data) {
    Node derivative =
        derivatives.computeIfAbsent(
            List.of(node(of), node(wrt)), pair -> Gradient.of(pair.get(0)).wrt(pair.get(1)));
    return values(data).of(derivative);
  }

  /// The derivatives of a scalar as a program of the language, simplified as one does by hand: the
  /// lines that the scalar follows from, then `dZ = (A - Y) / m`, `dw = X @ dZ.T` and so on. It can be
  /// parsed as a model again.
  ///
  /// @param of the name of a scalar
  /// @param wrt the names of what it is differentiated by; none for all parameters that it depends on
  /// @throws AdjointException also if `of` is not a scalar, or does not depend on one of `wrt`
  public String gradientProgram(String of, String... wrt) {
    node(of);
    List.of(wrt).forEach(this::node);
    return GradientProgram.of(script, of, List.of(wrt)).text();
  }

  /// Makes a cost small by changing all parameters that it depends on.
  ///
  /// @param cost the name of a scalar
  /// @param plan how long, and on how many examples at a time
  /// @param data the values of the `data` that the cost depends on
  /// @throws dev.adjoint.train.Diverged if the cost becomes infinite or NaN
  public TrainedModel train(String cost, Optimizer optimizer, Plan plan, Map<String, Tensor> data) {
    Values values = values(data);
    Training training = Training.of(node(cost), optimizer);
    Trained trained = values.train(training, plan, (_, _) -> {}, () -> false);
    Map<Node, Tensor> all = new HashMap<>(learnt);
    training.parameters().forEach(parameter -> all.put(parameter, trained.get(parameter)));
    return new TrainedModel(new Model(script, Map.copyOf(all)), trained.history());
  }

  private Values values(Map<String, Tensor> data) {
    Map<Node, Tensor> bound = new HashMap<>(learnt);
    data.forEach(
        (name, value) -> {
          Node node = node(name);
          if (!(node.op() instanceof Input)) {
            throw new AdjointException(
                GraphError.BAD_BINDING.of(
                    "`%s` is computed; only `data` takes values".formatted(name), List.of(node)));
          }
          bound.put(node, value.as(script.dtype()));
        });
    Values values = new Values(script.definitions());
    values.set(bound);
    return values;
  }
}
