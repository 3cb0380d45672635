(** The game, policies and values once more, with numbers from ANY ordered
    field [F] (mathcomp's realFieldType): the rationals that the code computes
    with are one such field, the real numbers another.  Everything a reader
    must believe about the model of this folder is in this file; it follows
    definitions/Game.v line by line, so read them side by side.

    A move is a natural number.  A history is the list of the moves made so
    far, MOST RECENT FIRST.  The environment's moves are moves too: at such a
    history [chance] gives their fixed probabilities. *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Open Scope ring_scope.

Notation history := (seq nat).

Section Model.
Variable F : realFieldType.

Definition dist := nat -> F.                 (* one number for each move *)
Definition policy := history -> dist.        (* full information *)

(** Sum of [f] over the moves of a menu, and the average of [f] when the moves
    are drawn with the weights [q]. *)
Fixpoint sum (menu : seq nat) (f : nat -> F) : F :=
  match menu with
  | [::] => 0
  | a :: rest => f a + sum rest f
  end.

Definition mean (menu : seq nat) (q : dist) (f : nat -> F) : F :=
  sum menu (fun a => q a * f a).

Definition isDist (menu : seq nat) (q : dist) : bool :=
  all (fun a => 0 <= q a) menu && (sum menu q == 1).

(** A game in which every path has [horizon] moves; a path that ends early is
    padded with menus of one move.  The return is any function of the path. *)
Record game := Game {
  horizon : nat;
  moves : history -> seq nat;
  chance : history -> option dist;
  reward : history -> F
}.

(** Histories made of moves that were on the menu; and the histories of the
    game that have [n] moves left. *)
Fixpoint legal (menu : history -> seq nat) (h : history) : bool :=
  match h with
  | [::] => true
  | a :: h' => (a \in menu h') && legal menu h'
  end.

Definition node (G : game) (n : nat) (h : history) : bool :=
  ((n + size h)%N == horizon G) && legal (moves G) h.

(** What may be played at a history: at a chance history only the fixed
    distribution, elsewhere every distribution over the menu. *)
Definition admissible (G : game) (h : history) (q : dist) : bool :=
  match chance G h with
  | Some c => all (fun a => q a == c a) (moves G h)
  | None => isDist (moves G h) q
  end.

Definition isPolicy (G : game) (pol : policy) : Prop :=
  forall n h, node G n.+1 h -> admissible G h (pol h).

Definition soundMenu (G : game) (h : history) : bool :=
  (moves G h != [::]) && uniq (moves G h) &&
  match chance G h with
  | Some c => isDist (moves G h) c
  | None => true
  end.

Definition wellFormed (G : game) : Prop :=
  forall n h, node G n.+1 h -> soundMenu G h.

(** The one operator: average of [f] over the paths that continue the history
    [h] by [n] moves of the policy. *)
Fixpoint expect (G : game) (pol : policy) (n : nat) (h : history)
    (f : history -> F) : F :=
  match n with
  | O => f h
  | S m => mean (moves G h) (pol h) (fun a => expect G pol m (a :: h) f)
  end.

(** V, Q, A and J.  In [value G pol n h] the history has [n] moves left; in
    [actionValue G pol n h a] and [advantage G pol n h a] there are [n] moves
    left AFTER the move [a]. *)
Definition value (G : game) (pol : policy) (n : nat) (h : history) : F :=
  expect G pol n h (reward G).

Definition actionValue (G : game) (pol : policy) (n : nat) (h : history)
    (a : nat) : F := value G pol n (a :: h).

Definition advantage (G : game) (pol : policy) (n : nat) (h : history)
    (a : nat) : F := actionValue G pol n h a - value G pol n.+1 h.

Definition expectedReturn (G : game) (pol : policy) : F :=
  value G pol (horizon G) [::].

(** Expected total, along the paths that [pol] plays from [h], of a cost [c]
    charged at every history on the way; [c] is told how many moves are left
    after the coming one. *)
Fixpoint along (G : game) (pol : policy) (c : nat -> history -> F) (n : nat)
    (h : history) : F :=
  match n with
  | O => 0
  | S m => c m h + mean (moves G h) (pol h) (fun a => along G pol c m (a :: h))
  end.

(** Sum of [g] over the [n] most recent moves of a path; [g] is told how many
    moves come after ([k] for the most recent one), the history before the
    move, and the move. *)
Fixpoint pathSum (g : nat -> history -> nat -> F) (k n : nat) (path : history)
    : F :=
  match n, path with
  | S m, a :: h => g k h a + pathSum g k.+1 m h
  | _, _ => 0
  end.

(** [path] continues [h] by [n] moves of the game. *)
Fixpoint reaches (G : game) (n : nat) (h path : history) : Prop :=
  match n with
  | O => path = h
  | S m => exists2 a, a \in moves G h & reaches G m (a :: h) path
  end.

End Model.
