(** The clipped update with a range of its own on each side (1 - low to
    1 + high), with any baseline, in any order of the turns, and over three sets
    of candidates. *)
From Coq Require Import Reals List.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
Open Scope R_scope.

(** Eq. 6 for one sample; [clipped eps] of Surrogate.v is [clippedIn eps eps]. *)
Definition clippedIn (low high rho m : R) : R :=
  Rmin (rho * m) (Rmax (1 - low) (Rmin rho (1 + high)) * m).

Definition rangeObjective (G : game) (low high : R) (old : policy)
    (m : history -> R) (n : nat) (h : history) (q : dist) : R :=
  mean (moves G h) (old h) (fun a =>
    expect G old n (a :: h) (fun path => clippedIn low high (q a / old h a) (m path))).

(** What a set of candidates depends on: the menu and the old distribution.
    Three of them, each within the next: every ratio within 1 - low and
    1 + high; only the floor, no ratio below 1 - low; every distribution that
    gives weight only where the old one does ([coveredDist], the plain clip). *)
Notation region := (list nat -> dist -> dist -> Prop).

Definition boxRegion (low high : R) : region := fun menu p q =>
  isDist menu q /\ forall a, In a menu -> (1 - low) * p a <= q a <= (1 + high) * p a.

Definition floorRegion (low : R) : region := fun menu p q =>
  isDist menu q /\ forall a, In a menu -> (1 - low) * p a <= q a.

(** At every history the old or the new distribution. *)
Definition oldOrNew (G : game) (old new mixed : policy) : Prop :=
  forall n h, node G (S n) h ->
    (forall a, In a (moves G h) -> mixed h a = old h a) \/
    (forall a, In a (moves G h) -> mixed h a = new h a).

(** A sweep of exact argmaxes of Eq. 6 in ANY order.  [later] plays the new
    distribution at the turns that are already updated and the old one at the
    others, so that the suffix ratio is the product of Eqs. 7 and 8 over the
    turns already updated; [c] is the product of the ratios of the earlier ones,
    a constant at [h] (1 in reverse order).  The baseline may be any function of
    the old policy and of the history: V(s0), J, V(h), or 0. *)
Definition clippedSweep (G : game) (low high : R) (U : region)
    (baseline : policy -> history -> R) (old new : policy) : Prop :=
  forall n h, node G (S n) h ->
  match chance G h with
  | Some _ => forall a, In a (moves G h) -> new h a = old h a
  | None =>
      exists later c, oldOrNew G old new later /\ 0 < c /\
      isArgmax (U (moves G h) (old h))
        (rangeObjective G low high old
          (fun path => c * (suffixRatio later old n path
                            * (reward G path - baseline old h))) n h) (new h)
  end.

(** A run of such sweeps from a policy that is positive at every decision. *)
Definition clippedRun (G : game) (low high : R) (U : region)
    (baseline : policy -> history -> R) (pol : nat -> policy) : Prop :=
  isPolicy G (pol 0%nat) /\
  (forall n h a, node G (S n) h -> chance G h = None -> In a (moves G h) -> 0 < pol 0%nat h a) /\
  forall k, clippedSweep G low high U baseline (pol k) (pol (S k)).

(** How far a policy is from the optimum. *)
Definition shortfall (G : game) (pol : policy) : R :=
  optimalReturn G - expectedReturn G pol.
