(** What the files in generated/ state of the numbers that the TypeScript core
    printed: a table is right at EVERY history of the game, and it leaves none
    out (a history that is not in a table counts as 0).  Each definition is about
    the real game of Game.v; the tables hold rationals. *)
From Coq Require Import Reals List QArith Qreals.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Rational.
Open Scope R_scope.

(** One number for each history, and one number for each move of each history. *)
Notation valueTable := (list (history * Q)).
Notation moveTable := (list (history * list Q)).

Definition entry (table : valueTable) (h : history) : Q := lookup 0%Q table h.
Definition entryAt (table : moveTable) (h : history) (a : nat) : Q :=
  row (lookup [] table h) a.

(** V at every history. *)
Definition valuesAre (g : gameQ) (pol : policyQ) (table : valueTable) : Prop :=
  forall n h, node (toGame g) (S n) h ->
    value (toGame g) (toPolicy pol) (S n) h = Q2R (entry table h).

(** Q, and A, at every history and move. *)
Definition actionValuesAre (g : gameQ) (pol : policyQ) (table : moveTable) : Prop :=
  forall n h a, node (toGame g) (S n) h -> In a (moves (toGame g) h) ->
    actionValue (toGame g) (toPolicy pol) n h a = Q2R (entryAt table h a).

Definition advantagesAre (g : gameQ) (pol : policyQ) (table : moveTable) : Prop :=
  forall n h a, node (toGame g) (S n) h -> In a (moves (toGame g) h) ->
    advantage (toGame g) (toPolicy pol) n h a = Q2R (entryAt table h a).

(** The optimal value at every history. *)
Definition optimalValuesAre (g : gameQ) (table : valueTable) : Prop :=
  forall n h, node (toGame g) (S n) h ->
    optimalValue (toGame g) (S n) h = Q2R (entry table h).

(** The carried advantage on one complete path: the number at position [n] is
    the one that the move with [n] moves after it sees; the last number has the
    ratios of all moves. *)
Definition carriedAdvantagesAre (g : gameQ) (new old : policyQ) (path : history)
    (numbers : list Q) : Prop :=
  node (toGame g) 0 path /\ length numbers = S (horizonQ g) /\
  forall n, (n <= horizonQ g)%nat ->
    carriedAdvantage (toGame g) (toPolicy new) (toPolicy old) n path
    = Q2R (nth n numbers 0%Q).
