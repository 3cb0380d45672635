(** Mirror steps at one history and sweeps over the whole game. *)
From Coq Require Import Reals List.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
Open Scope R_scope.

(** [q] maximises [objective] over the set [U]; any such [q], however ties are
    broken. *)
Definition isArgmax (U : dist -> Prop) (objective : dist -> R) (q : dist) : Prop :=
  U q /\ forall q', U q' -> objective q' <= objective q.

(** A point of the segment from [p] to [q]. *)
Definition towards (p q : dist) (s : R) : dist := fun a => p a + s * (q a - p a).

(** HAML's conditions on a drift at the current distribution [p]: never
    negative, zero at [p], and with zero slope at [p] in the direction of every
    [q] of the set [C]. *)
Definition validDrift (C : dist -> Prop) (p : dist) (D : dist -> R) : Prop :=
  (forall q, C q -> 0 <= D q) /\
  D p = 0 /\
  (forall q, C q -> forall eta, 0 < eta ->
     exists delta, 0 < delta /\
       forall s, 0 < s < delta -> D (towards p q s) <= eta * s).

(** HAML's condition on a neighbourhood: around [p] it holds a small piece of
    every segment that starts at [p] (a closed ball does). *)
Definition hasRoom (C U : dist -> Prop) (p : dist) : Prop :=
  forall q, C q -> exists delta, 0 < delta /\
    forall s, 0 < s < delta -> U (towards p q s).

(** The box of ratios within the clip range. *)
Definition ratioBox (menu : list nat) (eps : R) (p q : dist) : Prop :=
  isDist menu q /\
  forall a, In a menu -> (1 - eps) * p a <= q a <= (1 + eps) * p a.

(** Drifts.  In [klDivergence] a term with p a = 0 is 0 * ln (..) = 0. *)
Definition klDivergence (menu : list nat) (p q : dist) : R :=
  sum menu (fun a => p a * (ln (p a) - ln (q a))).

Definition squaredDistance (menu : list nat) (p q : dist) : R :=
  sum menu (fun a => (q a - p a) * (q a - p a)).

Definition chiSquared (menu : list nat) (p q : dist) : R :=
  sum menu (fun a => (q a - p a) * (q a - p a) / p a).

(** A local rule: from the history, the current distribution and the values of
    the moves to the next distribution. *)
Definition updateRule := history -> dist -> (nat -> R) -> dist.

(** One sweep in REVERSE order: every history is updated against the values of
    its already updated future.  [sweptValue] is that recursion; the sweep is
    the policy that it plays. *)
Fixpoint sweptValue (G : game) (rule : updateRule) (old : policy) (n : nat)
    (h : history) : R :=
  match n with
  | O => reward G h
  | S m =>
    mean (moves G h)
      (rule h (old h) (fun a => sweptValue G rule old m (a :: h)))
      (fun a => sweptValue G rule old m (a :: h))
  end.

Definition reverseSweep (G : game) (rule : updateRule) (old : policy) : policy :=
  fun h => rule h (old h)
    (fun a => sweptValue G rule old (horizon G - S (length h)) (a :: h)).

(** One sweep in FORWARD order, or with all turns at once: every history is
    updated against the values of the policy before the sweep.  (In forward
    order the earlier turns have changed, but the values ahead have not.) *)
Definition forwardSweep (G : game) (rule : updateRule) (old : policy) : policy :=
  fun h => rule h (old h)
    (actionValue G old (horizon G - S (length h)) h).

(** k sweeps. *)
Fixpoint iterate (sweep : policy -> policy) (k : nat) (start : policy) : policy :=
  match k with
  | O => start
  | S j => sweep (iterate sweep j start)
  end.

(** Local rules.  At a chance history nothing changes. *)
Definition decisionsOnly (G : game) (rule : updateRule) : updateRule :=
  fun h p Q => match chance G h with Some _ => p | None => rule h p Q end.

(** All weight on one best move. *)
Fixpoint bestMove (menu : list nat) (f : nat -> R) : nat :=
  match menu with
  | [] => O
  | a :: [] => a
  | a :: rest =>
    let b := bestMove rest f in if Rle_dec (f b) (f a) then a else b
  end.

Definition pointMass (a : nat) : dist := fun b => if Nat.eqb b a then 1 else 0.

Definition greedyRule (G : game) : updateRule :=
  decisionsOnly G (fun h p Q => pointMass (bestMove (moves G h) Q)).

(** The mirror step with drift lambda * KL: weights proportional to
    p a * exp (Q a / lambda).  Natural policy gradient is the same step. *)
Definition softmaxStep (menu : list nat) (p : dist) (score : nat -> R) : dist :=
  fun a => p a * exp (score a) / sum menu (fun b => p b * exp (score b)).

Definition klRule (G : game) (lambda : R) : updateRule :=
  decisionsOnly G (fun h p Q => softmaxStep (moves G h) p (fun a => Q a / lambda)).

Definition uniform (menu : list nat) : dist := fun _ => / INR (length menu).

(** An exact mirror step (Eq. 3) at every history: the new distribution
    maximises, over the neighbourhood [U], the average value of the moves minus
    the drift [D].  The values are those of [basis]: the new policy itself in
    reverse order, the old one in forward order. *)
Definition mirrorStep (G : game) (U : history -> dist -> Prop)
    (D : nat -> history -> dist -> R) (basis new : policy) : Prop :=
  forall n h, node G (S n) h ->
    isArgmax (U h)
      (fun q => mean (moves G h) q (actionValue G basis n h) - D n h q) (new h).

(** What a drift and a neighbourhood must satisfy for monotone improvement. *)
Definition driftAndNeighbourhood (G : game) (U : history -> dist -> Prop)
    (D : nat -> history -> dist -> R) (old : policy) : Prop :=
  forall n h, node G (S n) h ->
    U h (old h) /\ D n h (old h) = 0 /\ (forall q, U h q -> 0 <= D n h q).

(** Any order, operationally.  One stage changes any set of histories, each
    by a mirror step against the policy in force; a sweep is any number of
    stages. *)
Definition stage (G : game) (now next : policy) : Prop :=
  isPolicy G next /\
  forall n h, node G (S n) h ->
    (forall a, In a (moves G h) -> next h a = now h a) \/
    exists (U : dist -> Prop) (D : dist -> R),
      U (now h) /\ D (now h) = 0 /\ (forall q, U q -> 0 <= D q) /\
      isArgmax U
        (fun q => mean (moves G h) q (actionValue G now n h) - D q) (next h).

Inductive stages (G : game) : policy -> policy -> Prop :=
| no_stage : forall p, stages G p p
| one_more : forall p q r, stage G p q -> stages G q r -> stages G p r.

(** The history can be reached when [pol] plays. *)
Fixpoint reachedBy (G : game) (pol : policy) (h : history) : Prop :=
  match h with
  | [] => True
  | a :: h' => In a (moves G h') /\ 0 < pol h' a /\ reachedBy G pol h'
  end.

(** Softmax policies: logits at the decisions, the given weights at chance. *)
Definition softmax (menu : list nat) (theta : nat -> R) : dist :=
  fun a => exp (theta a) / sum menu (fun b => exp (theta b)).

Definition softmaxPolicy (G : game) (theta : history -> nat -> R) : policy :=
  fun h => match chance G h with
           | Some c => c
           | None => softmax (moves G h) (theta h)
           end.
