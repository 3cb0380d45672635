(** Mirror steps, the greedy sweep, ratios and the carried advantage, over any
    ordered field: definitions/Update.v and definitions/Surrogate.v, as far as
    the theorems of this folder need them. *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
From SeeUPO Require Import anyfield.Model.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Open Scope ring_scope.

Section Steps.
Variable F : realFieldType.
Implicit Types (G : game F) (old new : policy F).

(** [q] maximises [objective] over the set [U]; any such [q], however ties are
    broken. *)
Definition isArgmax (U : dist F -> Prop) (objective : dist F -> F) (q : dist F)
    : Prop :=
  U q /\ forall q', U q' -> objective q' <= objective q.

(** An exact mirror step (Eq. 3) at every history: the new distribution
    maximises, over the neighbourhood [U], the average value of the moves minus
    the drift [D].  The values are those of [basis]: the new policy itself in
    reverse order, the old one in forward order. *)
Definition mirrorStep G (U : history -> dist F -> Prop)
    (D : nat -> history -> dist F -> F) (basis new : policy F) : Prop :=
  forall n h, node G n.+1 h ->
    isArgmax (U h)
      (fun q => mean (moves G h) q (actionValue G basis n h) - D n h q) (new h).

(** What a drift and a neighbourhood must satisfy for monotone improvement. *)
Definition driftAndNeighbourhood G (U : history -> dist F -> Prop)
    (D : nat -> history -> dist F -> F) (old : policy F) : Prop :=
  forall n h, node G n.+1 h ->
    U h (old h) /\ D n h (old h) = 0 /\ (forall q, U h q -> 0 <= D n h q).

(** The squared Euclidean distance, a drift that the code also has. *)
Definition squaredDistance (menu : seq nat) (p q : dist F) : F :=
  sum menu (fun a => (q a - p a) * (q a - p a)).

(** All weight on one best move; at a chance history the given weights. *)
Fixpoint bestMove (menu : seq nat) (f : nat -> F) : nat :=
  match menu with
  | [::] => 0%N
  | [:: a] => a
  | a :: rest => let b := bestMove rest f in if f b <= f a then a else b
  end.

Definition pointMass (a : nat) : dist F := fun b => if b == a then 1 else 0.

Definition greedyDist G (h : history) (f : nat -> F) : dist F :=
  match chance G h with
  | Some c => c
  | None => pointMass (bestMove (moves G h) f)
  end.

(** One greedy sweep in REVERSE order: every history is updated against the
    values of its already updated future.  [greedyValue] is that recursion; the
    sweep is the policy that it plays. *)
Fixpoint greedyValue G (n : nat) (h : history) : F :=
  match n with
  | O => reward G h
  | S m =>
    mean (moves G h) (greedyDist G h (fun a => greedyValue G m (a :: h)))
      (fun a => greedyValue G m (a :: h))
  end.

Definition greedySweep G : policy F := fun h =>
  greedyDist G h (fun a => greedyValue G (horizon G - (size h).+1) (a :: h)).

(** One greedy sweep with all turns at once: every history is updated against
    the values of the policy before the sweep. *)
Definition greedyForward G old : policy F := fun h =>
  greedyDist G h (actionValue G old (horizon G - (size h).+1) h).

(** rho_t: new probability over old probability of one move; the ratio of the
    move of [path] that has [k] moves after it; and the product of the ratios
    of the [n] most recent moves. *)
Definition ratio new old (h : history) (a : nat) : F := new h a / old h a.

Definition ratioAt new old (k : nat) (path : history) : F :=
  match drop k path with
  | a :: h => ratio new old h a
  | [::] => 1
  end.

Fixpoint suffixRatio new old (n : nat) (path : history) : F :=
  match n, path with
  | S m, a :: h => ratio new old h a * suffixRatio new old m h
  | _, _ => 1
  end.

(** Eq. 5: the joint advantage of a complete path.  Eqs. 7 and 8: the carried
    advantage of the turn that has [n] turns after it. *)
Definition jointAdvantage G old (path : history) : F :=
  reward G path - expectedReturn G old.

Fixpoint carriedAdvantage G new old (n : nat) (path : history) : F :=
  match n with
  | O => jointAdvantage G old path
  | S k => ratioAt new old k path * carriedAdvantage G new old k path
  end.

(** [new] plays nothing that [old] never plays; it holds when [old] has full
    support. *)
Definition covers G old new : Prop :=
  forall n h a, node G n.+1 h -> a \in moves G h ->
    old h a = 0 -> new h a = 0.

Definition fullSupport G (pol : policy F) : Prop :=
  forall n h a, node G n.+1 h -> a \in moves G h -> 0 < pol h a.

(** The policy that plays [first] for the first [p] moves, then [turn] for one
    move, then [rest]. *)
Definition threePart (p : nat) (first turn rest : policy F) : policy F :=
  fun h => if (size h < p)%N then first h
           else if size h == p then turn h
           else rest h.

(** A group of [n] independent draws from one prompt is a path of the game
    whose menu and distribution never change. *)
Definition groupGame (menu : seq nat) : game F :=
  Game 0 (fun _ => menu) (fun _ => None) (fun _ => 0).

Definition groupMean (menu : seq nat) (p : dist F) (n : nat)
    (f : seq nat -> F) : F :=
  expect (groupGame menu) (fun _ => p) n [::] f.

(** The exact gradient of the expected reward, for a score function [s]. *)
Definition gradient (menu : seq nat) (p : dist F) (s r : nat -> F) : F :=
  mean menu p (fun a => s a * r a).

(** Score times (reward minus the group's OWN mean), averaged over the group. *)
Definition groupReward (r : nat -> F) (xs : seq nat) : F :=
  sum xs r / (size xs)%:R.

Definition ownMeanEstimate (s r : nat -> F) (xs : seq nat) : F :=
  sum xs (fun x => s x * (r x - groupReward r xs)) / (size xs)%:R.

End Steps.
