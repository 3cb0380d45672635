(** Ratios, the carried advantage (Eqs. 5, 7, 8), and the surrogates that the
    update maximises (Eqs. 3, 4, 6). *)
From Coq Require Import Reals List.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
Open Scope R_scope.

(** rho_t: new probability over old probability of one move. *)
Definition ratio (new old : policy) (h : history) (a : nat) : R :=
  new h a / old h a.

(** The ratio of the move of [path] that has [k] moves after it. *)
Definition ratioAt (new old : policy) (k : nat) (path : history) : R :=
  match skipn k path with
  | a :: h => ratio new old h a
  | [] => 1
  end.

(** The product of the ratios of the [n] most recent moves. *)
Fixpoint suffixRatio (new old : policy) (n : nat) (path : history) : R :=
  match n, path with
  | S m, a :: h => ratio new old h a * suffixRatio new old m h
  | _, _ => 1
  end.

(** Eq. 5: the joint advantage of a complete path. *)
Definition jointAdvantage (G : game) (old : policy) (path : history) : R :=
  reward G path - expectedReturn G old.

(** Eqs. 7 and 8: the carried advantage of the turn that has [n] turns after
    it.  It starts as the joint advantage; then each turn, the last one first,
    multiplies its ratio to it. *)
Fixpoint carriedAdvantage (G : game) (new old : policy) (n : nat)
    (path : history) : R :=
  match n with
  | O => jointAdvantage G old path
  | S k => ratioAt new old k path * carriedAdvantage G new old k path
  end.

(** [new] plays nothing that [old] never plays (else a ratio of probabilities
    under [old] cannot see it).  It holds when [old] has full support. *)
Definition covers (G : game) (old new : policy) : Prop :=
  forall n h a, node G (S n) h -> In a (moves G h) ->
    old h a = 0 -> new h a = 0.

Definition fullSupport (G : game) (pol : policy) : Prop :=
  forall n h a, node G (S n) h -> In a (moves G h) -> 0 < pol h a.

(** The policy that plays [first] for the first [p] moves, then [turn] for one
    move, then [rest]. *)
Definition threePart (p : nat) (first turn rest : policy) : policy :=
  fun h => if Nat.ltb (length h) p then first h
           else if Nat.eqb (length h) p then turn h
           else rest h.

(** The clip, and PPO's pessimistic surrogate for one sample with ratio [rho]
    and (carried) advantage [m]; its residual against the plain product. *)
Definition clip (eps rho : R) : R := Rmax (1 - eps) (Rmin rho (1 + eps)).

Definition clipped (eps rho m : R) : R := Rmin (rho * m) (clip eps rho * m).

Definition clipResidual (eps rho m : R) : R := Rmax 0 ((rho - clip eps rho) * m).

(** Eq. 6 at one history, exactly: the move [a] and the [n] moves after it are
    drawn from [old]; [m] is the quantity carried by the whole path; [q] is the
    candidate distribution. *)
Definition clippedObjective (G : game) (eps : R) (old : policy)
    (m : history -> R) (n : nat) (h : history) (q : dist) : R :=
  mean (moves G h) (old h) (fun a =>
    expect G old n (a :: h) (fun path => clipped eps (q a / old h a) (m path))).

(** The drift that the clip amounts to, at one history. *)
Definition clipDrift (G : game) (eps : R) (old : policy)
    (m : history -> R) (n : nat) (h : history) (q : dist) : R :=
  mean (moves G h) (old h) (fun a =>
    expect G old n (a :: h)
      (fun path => clipResidual eps (q a / old h a) (m path))).

(** The surrogate with ONE ratio for the whole path. *)
Definition jointRatioSurrogate (G : game) (eps : R) (old new : policy) : R :=
  expect G old (horizon G) [] (fun path =>
    clipped eps (suffixRatio new old (horizon G) path)
      (jointAdvantage G old path)).

(** The safeguard (D7): of the proposals, tried in turn, take the first one
    whose joint-ratio surrogate is not negative; if there is none, keep the old
    policy. *)
Fixpoint safeguard (G : game) (eps : R) (old : policy) (proposals : list policy)
    : policy :=
  match proposals with
  | [] => old
  | new :: rest =>
    if Rle_dec 0 (jointRatioSurrogate G eps old new) then new
    else safeguard G eps old rest
  end.

(** The distributions that give weight only where [p] does. *)
Definition coveredDist (menu : list nat) (p q : dist) : Prop :=
  isDist menu q /\ forall a, In a menu -> p a = 0 -> q a = 0.

(** One sweep of SeeUPPO-GRAE (Eqs. 6 to 8) in the exact regime: reverse order,
    one batch from [old], and at every history a distribution that maximises
    the exact clipped objective; ties are broken in any way. *)
Definition exactClippedSweep (G : game) (eps : R) (old new : policy) : Prop :=
  forall n h, node G (S n) h ->
  match chance G h with
  | Some _ => forall a, In a (moves G h) -> new h a = old h a
  | None =>
      isArgmax (coveredDist (moves G h) (old h))
        (clippedObjective G eps old (carriedAdvantage G new old n) n h) (new h)
  end.
