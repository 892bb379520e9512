package dev.adjoint.draw.page;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;

/// Words for operations, for someone who has not read the language.
final class Titles {
  private Titles() {}

  static String of(Node node) {
    return switch (node.op()) {
      case Input _ -> "data";
      case Parameter _ -> "parameter";
      case Constant _ -> node.rank() == 0 ? "number" : "fixed numbers";
      case Size _ -> "size";
      case Random _ -> "random numbers";
      case Iota _ -> "counting numbers";
      case Unary(var function) -> of(function);
      case Binary(var function) -> of(function);
      case Select _ -> "choose";
      case Reduce(var function, var _, var _) -> of(function);
      case Along(var function, var _) -> of(function);
      case Broadcast _ -> "repeat";
      case Reshape _ -> "reshape";
      case Permute permute -> permute.isTranspose() ? "transpose" : "reorder axes";
      case Slice _ -> "part";
      case Pad _ -> "pad";
      case Concat _ -> "join";
      case Gather _ -> "look up";
      case Scatter _ -> "add up at places";
      case Contract _ -> "matrix product";
    };
  }

  private static String of(UnaryFunction function) {
    return switch (function) {
      case NEG -> "negate";
      case ABS -> "absolute value";
      case EXP -> "exponential";
      case LOG -> "logarithm";
      case SQRT -> "square root";
      case RECIPROCAL -> "one over";
      case SIN -> "sine";
      case COS -> "cosine";
      case TAN -> "tangent";
      case FLOOR -> "round down";
      case CEIL -> "round up";
      case STOP -> "stop gradient";
      default -> function.toString();
    };
  }

  private static String of(BinaryFunction function) {
    return switch (function) {
      case ADD -> "add";
      case SUB -> "subtract";
      case MUL -> "multiply";
      case DIV -> "divide";
      case POW -> "power";
      case MAX -> "larger of two";
      case MIN -> "smaller of two";
      case MOD -> "remainder";
      case EQUAL, UNEQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> "compare";
      default -> function.toString();
    };
  }

  private static String of(ReduceFunction function) {
    return switch (function) {
      case PROD -> "product";
      case MAX -> "largest";
      case MIN -> "smallest";
      case ARGMAX -> "place of the largest";
      case NORM -> "length";
      case VAR -> "variance";
      case STD -> "standard deviation";
      default -> function.toString();
    };
  }

  private static String of(AlongFunction function) {
    return switch (function) {
      case SOFTMAX -> "softmax";
      case LOG_SOFTMAX -> "logarithm of softmax";
      case CUMSUM -> "running sum";
    };
  }
}
