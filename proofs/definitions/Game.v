(** The game, policies and values.  Everything a reader must believe about the
    model is in this file.

    A move is a natural number (a label).  A history is the list of the moves
    made so far, MOST RECENT FIRST.  The environment's moves (the initial
    context, tool results, user replies) are moves too: at such a history
    [chance] gives their fixed probabilities. *)
From Coq Require Import Reals List.
Import ListNotations.
Open Scope R_scope.

Notation history := (list nat).
Definition dist := nat -> R.                 (* one number for each move *)
Definition policy := history -> dist.        (* full information *)

(** Sum of [f] over the moves of a menu, and the average of [f] when the moves
    are drawn with the weights [q]. *)
Fixpoint sum (menu : list nat) (f : nat -> R) : R :=
  match menu with
  | [] => 0
  | a :: rest => f a + sum rest f
  end.

Definition mean (menu : list nat) (q : dist) (f : nat -> R) : R :=
  sum menu (fun a => q a * f a).

Definition isDist (menu : list nat) (q : dist) : Prop :=
  (forall a, In a menu -> 0 <= q a) /\ sum menu q = 1.

(** A game in which every path has [horizon] moves.  A path that ends early is
    padded with menus of one move.  The return of a complete path is an
    arbitrary function of the path, so per-turn rewards and discounts are
    included. *)
Record game := Game {
  horizon : nat;
  moves : history -> list nat;
  chance : history -> option dist;
  reward : history -> R
}.

(** Histories made of moves that were on the menu; and the histories of the
    game that have [n] moves left. *)
Fixpoint legal (menu : history -> list nat) (h : history) : Prop :=
  match h with
  | [] => True
  | a :: h' => In a (menu h') /\ legal menu h'
  end.

Definition node (G : game) (n : nat) (h : history) : Prop :=
  (n + length h = horizon G)%nat /\ legal (moves G) h.

(** What may be played at a history: at a chance history only the fixed
    distribution, elsewhere every distribution over the menu. *)
Definition admissible (G : game) (h : history) (q : dist) : Prop :=
  match chance G h with
  | Some c => forall a, In a (moves G h) -> q a = c a
  | None => isDist (moves G h) q
  end.

Definition isPolicy (G : game) (pol : policy) : Prop :=
  forall n h, node G (S n) h -> admissible G h (pol h).

Definition wellFormed (G : game) : Prop :=
  forall n h, node G (S n) h ->
    moves G h <> [] /\ NoDup (moves G h) /\
    match chance G h with
    | Some c => isDist (moves G h) c
    | None => True
    end.

(** The one operator: average of [f] over the paths that continue the history
    [h] by [n] moves of the policy. *)
Fixpoint expect (G : game) (pol : policy) (n : nat) (h : history)
    (f : history -> R) : R :=
  match n with
  | O => f h
  | S m => mean (moves G h) (pol h) (fun a => expect G pol m (a :: h) f)
  end.

(** V, Q, A and J.  In [value G pol n h] the history has [n] moves left; in
    [actionValue G pol n h a] and [advantage G pol n h a] there are [n] moves
    left AFTER the move [a]. *)
Definition value (G : game) (pol : policy) (n : nat) (h : history) : R :=
  expect G pol n h (reward G).

Definition actionValue (G : game) (pol : policy) (n : nat) (h : history)
    (a : nat) : R := value G pol n (a :: h).

Definition advantage (G : game) (pol : policy) (n : nat) (h : history)
    (a : nat) : R := actionValue G pol n h a - value G pol (S n) h.

Definition expectedReturn (G : game) (pol : policy) : R :=
  value G pol (horizon G) [].

(** Expected total, along the paths that [pol] plays from [h], of a cost [c]
    charged at every history on the way; [c] is told how many moves are left
    after the coming one. *)
Fixpoint along (G : game) (pol : policy) (c : nat -> history -> R) (n : nat)
    (h : history) : R :=
  match n with
  | O => 0
  | S m => c m h + mean (moves G h) (pol h) (fun a => along G pol c m (a :: h))
  end.

(** Sum of [g] over the [n] most recent moves of a path; [g] is told how many
    moves come after ([k] for the most recent one), the history before the
    move, and the move. *)
Fixpoint pathSum (g : nat -> history -> nat -> R) (k n : nat) (path : history)
    : R :=
  match n, path with
  | S m, a :: h => g k h a + pathSum g (S k) m h
  | _, _ => 0
  end.

(** [path] continues [h] by [n] moves of the game. *)
Fixpoint reaches (G : game) (n : nat) (h path : history) : Prop :=
  match n with
  | O => path = h
  | S m => exists a, In a (moves G h) /\ reaches G m (a :: h) path
  end.

(** The best value that any policy can have: backward induction. *)
Fixpoint best (menu : list nat) (f : nat -> R) : R :=
  match menu with
  | [] => 0
  | a :: [] => f a
  | a :: rest => Rmax (f a) (best rest f)
  end.

Fixpoint optimalValue (G : game) (n : nat) (h : history) : R :=
  match n with
  | O => reward G h
  | S m =>
    match chance G h with
    | Some c => mean (moves G h) c (fun a => optimalValue G m (a :: h))
    | None => best (moves G h) (fun a => optimalValue G m (a :: h))
    end
  end.

Definition optimalReturn (G : game) : R := optimalValue G (horizon G) [].
