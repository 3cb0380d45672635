(** False variants of the identities and of D3, refuted by computation.
    Histories are written most recent move first. *)
From Coq Require Import Reals List QArith Qreals Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Group definitions.Rational.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Advantage
  theorems.MultiTurnBaseline theorems.RationalBridge theorems.SweepCheck.
Open Scope R_scope.

(** Two turns, two moves each, no chance; the rewards are in a table. *)
Definition twoTurns (rewards : list (history * Q)) : gameQ :=
  {| horizonQ := 2; movesQ := fun _ => [0; 1]%nat; chanceQ := fun _ => None;
     rewardQ := lookup 0%Q rewards |}.

(** A policy given by its probability of move 1 at the first turn, and at the
    second turn after move 0 and after move 1. *)
Definition twoTurnPolicy (first after0 after1 : Q) : policyQ := fun h =>
  match h with
  | [] => row [(1 - first)%Q; first]
  | O :: _ => row [(1 - after0)%Q; after0]
  | _ => row [(1 - after1)%Q; after1]
  end.

(** ** A1: with a chance move below the root the decision advantages alone do
    not sum to R - V(s0). *)
Definition noisyGame : gameQ :=
  {| horizonQ := 2; movesQ := fun _ => [0; 1]%nat;
     chanceQ := fun h => match h with [] => None | _ => Some (row [1 # 2; 1 # 2]) end;
     rewardQ := fun h => match h with O :: _ => 0%Q | _ => 1%Q end |}.
Definition noisyPolicy : policyQ := fun _ => row [1 # 2; 1 # 2].

Theorem A1_refuted_decisions_alone :
  exists path, reaches (toGame noisyGame) 2 [] path /\
  reward (toGame noisyGame) path - expectedReturn (toGame noisyGame) (toPolicy noisyPolicy)
  <> pathSum (decisionTerm (toGame noisyGame) (toPolicy noisyPolicy)) 0 2 path.
Proof.
  exists [1; 0]%nat. split.
  - exists 0%nat. split; [simpl; tauto|]. exists 1%nat. split; [simpl; tauto|reflexivity].
  - rewrite expectedReturn_bridge.
    unfold pathSum, decisionTerm. cbn [toGame chance noisyGame chanceQ].
    fold noisyGame. rewrite advantage_bridge.
    replace (Q2R (expectedReturnQ noisyGame noisyPolicy)) with (Q2R (1 # 2))
      by (apply Qeq_eqR; vm_compute; reflexivity).
    replace (Q2R (advantageQ noisyGame noisyPolicy 1 [] 0)) with (Q2R 0)
      by (apply Qeq_eqR; vm_compute; reflexivity).
    cbn [reward toGame noisyGame rewardQ]. unfold Q2R. simpl. lra.
Qed.

(** ** B2: the own-mean estimate is not unbiased.  Two equally likely
    responses, rewards 0 and 1, groups of 2: half of the gradient. *)
Theorem B2_refuted_unbiased :
  let p := fun _ : nat => 1/2 in
  let s := fun a : nat => match a with O => -1/2 | _ => 1/2 end in
  let r := fun a : nat => match a with O => 0 | _ => 1 end in
  gradient [0; 1]%nat p s r = 1/4 /\
  groupMean [0; 1]%nat p 2 (ownMeanEstimate s r) = 1/8.
Proof.
  cbv zeta. split.
  - unfold gradient, mean. simpl. lra.
  - unfold groupMean, ownMeanEstimate, groupReward. simpl. unfold mean. simpl. lra.
Qed.

(** ** B4b: the joint advantage can have the opposite sign of the advantage.
    After the lucky first move 1 the worse move 0 still beats V(s0). *)
Definition luckyGame : gameQ :=
  twoTurns [ ([0; 1]%nat, 2%Q); ([1; 1]%nat, 3%Q) ].
Definition luckyPolicy : policyQ := twoTurnPolicy (1 # 2) (1 # 2) (1 # 2).

Theorem B4b_refuted_signs_agree :
  0 < expect (toGame luckyGame) (toPolicy luckyPolicy) 0 [0; 1]%nat
        (jointAdvantage (toGame luckyGame) (toPolicy luckyPolicy)) /\
  advantage (toGame luckyGame) (toPolicy luckyPolicy) 0 [1]%nat 0%nat < 0.
Proof.
  split.
  - cbn [expect]. rewrite jointAdvantage_bridge.
    replace (Q2R (jointAdvantageQ luckyGame luckyPolicy [0; 1]%nat)) with (Q2R (3 # 4))
      by (apply Qeq_eqR; vm_compute; reflexivity).
    unfold Q2R. simpl. lra.
  - rewrite advantage_bridge.
    replace (Q2R (advantageQ luckyGame luckyPolicy 0 [1]%nat 0)) with (Q2R (-1 # 2))
      by (apply Qeq_eqR; vm_compute; reflexivity).
    unfold Q2R. simpl. lra.
Qed.

(** ** D3, reverse order: adding the drifts up along the NEW policy's paths is
    false.  Only (move 1, move 1) pays. *)
Definition D3_hypothesis_reverse (G : game) (old new : policy) (D : nat -> history -> R) :=
  forall n h, node G (S n) h ->
    mean (moves G h) (old h) (actionValue G new n h) + D n h
    <= mean (moves G h) (new h) (actionValue G new n h).

Definition D3_hypothesis_forward (G : game) (old new : policy) (D : nat -> history -> R) :=
  forall n h, node G (S n) h ->
    value G old (S n) h + D n h <= mean (moves G h) (new h) (actionValue G old n h).

(** The nodes of a two-turn game. *)
Ltac two_turn_nodes n h Hn :=
  let Hl := fresh in let Hm := fresh in
  destruct Hn as [Hl Hm]; simpl in Hl, Hm;
  destruct h as [|? [|? h]]; simpl in Hl, Hm;
  [assert (n = 1%nat) by lia | assert (n = 0%nat) by lia | lia]; subst n;
  repeat match goal with
  | H : _ /\ _ |- _ => destruct H
  | H : _ \/ _ |- _ => destruct H
  | H : False |- _ => destruct H
  end; subst.

Ltac unroll :=
  cbv [expectedReturn value actionValue along mean sum expect moves reward horizon
       toGame toPolicy toDist twoTurns twoTurnPolicy row nth movesQ rewardQ horizonQ
       lookup history_eqb list_eq_dec list_rec list_rect PeanoNat.Nat.eq_dec nat_rec nat_rect
       sumbool_rec sumbool_rect];
  simpl; unfold Q2R; simpl.

Definition bothGame : gameQ := twoTurns [ ([1; 1]%nat, 1%Q) ].
Definition halfPolicy : policyQ := twoTurnPolicy (1 # 2) (1 # 2) (1 # 2).
Definition onePolicy : policyQ := twoTurnPolicy 1 1 1.
Definition bothDrift : nat -> history -> R :=
  fun _ h => match h with [] => 1/2 | O :: _ => 0 | _ => 1/2 end.

Theorem D3_refuted_reverse_along_new :
  let G := toGame bothGame in
  let old := toPolicy halfPolicy in
  let new := toPolicy onePolicy in
  D3_hypothesis_reverse G old new bothDrift /\
  ~ (value G old 2 [] + along G new bothDrift 2 [] <= value G new 2 []).
Proof.
  cbv zeta. split.
  - intros n h Hn. two_turn_nodes n h Hn; unroll; lra.
  - unroll. lra.
Qed.

(** ** D3, forward order: adding the drifts up along the OLD policy's paths is
    false.  Move 0 pays 1; (move 1, move 1) pays 1. *)
Definition safeGame : gameQ :=
  twoTurns [ ([0; 0]%nat, 1%Q); ([1; 0]%nat, 1%Q); ([1; 1]%nat, 1%Q) ].
Definition safePolicy : policyQ := twoTurnPolicy 0 1 1.
Definition safeDrift : nat -> history -> R :=
  fun _ h => match h with [] => 1/4 | O :: _ => 0 | _ => 1/2 end.

Theorem D3_refuted_forward_along_old :
  let G := toGame safeGame in
  let old := toPolicy halfPolicy in
  let new := toPolicy safePolicy in
  D3_hypothesis_forward G old new safeDrift /\
  ~ (value G old 2 [] + along G old safeDrift 2 [] <= value G new 2 []).
Proof.
  cbv zeta. split.
  - intros n h Hn. two_turn_nodes n h Hn; unroll; lra.
  - unroll. lra.
Qed.
