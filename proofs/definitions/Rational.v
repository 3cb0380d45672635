(** The same game, values and surrogate over the RATIONALS, so that Coq can
    compute them.  Every definition repeats one of Game.v or Surrogate.v line by
    line; RationalBridge.v proves that the results agree.  [Qred] only keeps the
    fractions short. *)
From Coq Require Import Reals List QArith Qreals Bool.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
Open Scope Q_scope.

Record gameQ := GameQ {
  horizonQ : nat;
  movesQ : history -> list nat;
  chanceQ : history -> option (nat -> Q);
  rewardQ : history -> Q
}.

Definition policyQ := history -> nat -> Q.

(** The real game and policy that a rational one stands for. *)
Definition toDist (q : nat -> Q) : dist := fun a => Q2R (q a).
Definition toPolicy (p : policyQ) : policy := fun h => toDist (p h).
Definition toGame (g : gameQ) : game :=
  Game (horizonQ g) (movesQ g)
    (fun h => match chanceQ g h with Some c => Some (toDist c) | None => None end)
    (fun h => Q2R (rewardQ g h)).

Fixpoint sumQ (menu : list nat) (f : nat -> Q) : Q :=
  match menu with
  | [] => 0
  | a :: rest => Qred (f a + sumQ rest f)
  end.

Definition meanQ (menu : list nat) (q f : nat -> Q) : Q :=
  sumQ menu (fun a => q a * f a).

Fixpoint expectQ (g : gameQ) (pol : policyQ) (n : nat) (h : history)
    (f : history -> Q) : Q :=
  match n with
  | O => f h
  | S m => meanQ (movesQ g h) (pol h) (fun a => expectQ g pol m (a :: h) f)
  end.

Definition valueQ (g : gameQ) (pol : policyQ) (n : nat) (h : history) : Q :=
  expectQ g pol n h (rewardQ g).
Definition actionValueQ (g : gameQ) (pol : policyQ) (n : nat) (h : history)
    (a : nat) : Q := valueQ g pol n (a :: h).
Definition advantageQ (g : gameQ) (pol : policyQ) (n : nat) (h : history)
    (a : nat) : Q := Qred (actionValueQ g pol n h a - valueQ g pol (S n) h).
Definition expectedReturnQ (g : gameQ) (pol : policyQ) : Q :=
  valueQ g pol (horizonQ g) [].

Definition ratioQ (new old : policyQ) (h : history) (a : nat) : Q :=
  new h a / old h a.
Definition ratioAtQ (new old : policyQ) (k : nat) (path : history) : Q :=
  match skipn k path with
  | a :: h => ratioQ new old h a
  | [] => 1
  end.
Fixpoint suffixRatioQ (new old : policyQ) (n : nat) (path : history) : Q :=
  match n, path with
  | S m, a :: h => ratioQ new old h a * suffixRatioQ new old m h
  | _, _ => 1
  end.
Definition jointAdvantageQ (g : gameQ) (old : policyQ) (path : history) : Q :=
  rewardQ g path - expectedReturnQ g old.
Fixpoint carriedAdvantageQ (g : gameQ) (new old : policyQ) (n : nat)
    (path : history) : Q :=
  match n with
  | O => jointAdvantageQ g old path
  | S k => Qred (ratioAtQ new old k path * carriedAdvantageQ g new old k path)
  end.

Definition minQ (x y : Q) : Q := if Qle_bool x y then x else y.
Definition maxQ (x y : Q) : Q := if Qle_bool x y then y else x.
Definition clipQ (eps rho : Q) : Q := maxQ (1 - eps) (minQ rho (1 + eps)).
Definition clippedQ (eps rho m : Q) : Q := minQ (rho * m) (clipQ eps rho * m).
Definition clippedObjectiveQ (g : gameQ) (eps : Q) (old : policyQ)
    (m : history -> Q) (n : nat) (h : history) (q : nat -> Q) : Q :=
  meanQ (movesQ g h) (old h) (fun a =>
    expectQ g old n (a :: h) (fun path => clippedQ eps (q a / old h a) (m path))).
Definition jointRatioSurrogateQ (g : gameQ) (eps : Q) (old new : policyQ) : Q :=
  expectQ g old (horizonQ g) [] (fun path =>
    clippedQ eps (suffixRatioQ new old (horizonQ g) path)
      (jointAdvantageQ g old path)).

(** ** Checks that compute *)

(** Every history of the game that is not the end of a path, with the number of
    moves left after the next one. *)
Fixpoint nodesBelow (g : gameQ) (n : nat) (h : history) : list (nat * history) :=
  match n with
  | O => []
  | S m => (m, h) :: flat_map (fun a => nodesBelow g m (a :: h)) (movesQ g h)
  end.
Definition allNodes (g : gameQ) : list (nat * history) :=
  nodesBelow g (horizonQ g) [].

Definition isDistQ (menu : list nat) (q : nat -> Q) : bool :=
  forallb (fun a => Qle_bool 0 (q a)) menu && Qeq_bool (sumQ menu q) 1.

Fixpoint noDuplicates (l : list nat) : bool :=
  match l with
  | [] => true
  | a :: rest => negb (existsb (Nat.eqb a) rest) && noDuplicates rest
  end.

Definition wellFormedQ (g : gameQ) : bool :=
  forallb (fun nh =>
    let h := snd nh in
    negb (Nat.eqb (length (movesQ g h)) 0) && noDuplicates (movesQ g h) &&
    match chanceQ g h with Some c => isDistQ (movesQ g h) c | None => true end)
  (allNodes g).

Definition isPolicyQ (g : gameQ) (pol : policyQ) : bool :=
  forallb (fun nh =>
    let h := snd nh in
    match chanceQ g h with
    | Some c => forallb (fun a => Qeq_bool (pol h a) (c a)) (movesQ g h)
    | None => isDistQ (movesQ g h) (pol h)
    end)
  (allNodes g).

Definition fullSupportQ (g : gameQ) (pol : policyQ) : bool :=
  forallb (fun nh =>
    forallb (fun a => negb (Qle_bool (pol (snd nh) a) 0)) (movesQ g (snd nh)))
  (allNodes g).

(** Slopes of the clipped objective in the weight of one move: [hi] below
    (1 - eps) p, the difference [hi - lo] between, and [- lo] above
    (1 + eps) p, where [hi] and [lo] are the averages of the positive and of
    the negative part of the carried advantage. *)
Definition slopeRightQ (eps p q hi lo : Q) : Q :=
  if negb (Qle_bool ((1 - eps) * p) q) then hi
  else if negb (Qle_bool ((1 + eps) * p) q) then hi - lo
  else - lo.
Definition slopeLeftQ (eps p q hi lo : Q) : Q :=
  if Qle_bool q ((1 - eps) * p) then hi
  else if Qle_bool q ((1 + eps) * p) then hi - lo
  else - lo.

(** [q] is an exact argmax of the clipped objective at [h]: no slope to the
    right exceeds the level [mu], and no slope to the left is below it.  (Where
    the old weight is zero the new one must be zero.) *)
Definition maxSlopeQ (l : list Q) : Q :=
  match l with [] => 0 | x :: rest => fold_right maxQ x rest end.

Definition clippedStepCheck (g : gameQ) (eps : Q) (old : policyQ)
    (m : history -> Q) (n : nat) (h : history) (q : nat -> Q) : bool :=
  let hi := fun a => expectQ g old n (a :: h) (fun path => maxQ 0 (m path)) in
  let lo := fun a => expectQ g old n (a :: h) (fun path => maxQ 0 (- m path)) in
  let seen := filter (fun a => negb (Qeq_bool (old h a) 0)) (movesQ g h) in
  let mu := maxSlopeQ (map (fun a => slopeRightQ eps (old h a) (q a) (hi a) (lo a)) seen) in
  isDistQ (movesQ g h) q &&
  forallb (fun a =>
    if Qeq_bool (old h a) 0 then Qeq_bool (q a) 0
    else Qle_bool 0 (old h a)
         && Qle_bool (slopeRightQ eps (old h a) (q a) (hi a) (lo a)) mu
         && (Qeq_bool (q a) 0
             || Qle_bool mu (slopeLeftQ eps (old h a) (q a) (hi a) (lo a))))
  (movesQ g h).

(** [new] is one exact clipped sweep of [old] (see [exactClippedSweep]). *)
Definition clippedSweepCheck (g : gameQ) (eps : Q) (old new : policyQ) : bool :=
  forallb (fun nh =>
    let '(n, h) := nh in
    match chanceQ g h with
    | Some _ => forallb (fun a => Qeq_bool (new h a) (old h a)) (movesQ g h)
    | None =>
      clippedStepCheck g eps old (carriedAdvantageQ g new old n) n h (new h)
    end)
  (allNodes g).

(** Policies and rewards written as tables: a list of (history, row); a
    history that is not in the table has the default row. *)
Definition history_eqb (h h' : history) : bool :=
  if list_eq_dec PeanoNat.Nat.eq_dec h h' then true else false.
Fixpoint lookup {X : Type} (default : X) (table : list (history * X))
    (h : history) : X :=
  match table with
  | [] => default
  | (h', x) :: rest => if history_eqb h h' then x else lookup default rest h
  end.
Definition row (weights : list Q) : nat -> Q := fun a => nth a weights 0.
